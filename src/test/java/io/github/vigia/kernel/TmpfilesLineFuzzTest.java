package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class TmpfilesLineFuzzTest {

  @FuzzTest
  void everyLineIsAPattern(byte[] bytes) {
    for (TmpfilesLine line :
        TmpfilesLine.parse(new String(bytes, StandardCharsets.ISO_8859_1), "abc")) {
      assertThat(line.pattern()).isNotNull();
    }
    String glob = "/" + new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(new TmpfilesLine(glob, false).pattern()).isNotNull();
  }
}
