package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class FileNrFuzzTest {

  @FuzzTest
  void throwsNothingButMalformed(byte[] bytes) {
    try {
      Text text = new Text(bytes, bytes.length);
      FileNr.parse(text);
      assertThat(text.position()).isPositive();
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
