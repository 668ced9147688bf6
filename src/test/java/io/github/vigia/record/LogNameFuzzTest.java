package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

class LogNameFuzzTest {

  @FuzzTest
  void aNameIsNoneOfOursOrWrittenTheSame(byte[] bytes) {
    Path file;
    try {
      file = Path.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (InvalidPathException _) {
      // No file can have that name.
      return;
    }
    LogName name = LogName.of(file);
    if (name != null) {
      assertThat(Path.of(name.fileName())).isEqualTo(file.getFileName());
      assertThat(LogName.of(Path.of(name.fileName()))).isEqualTo(name);
    }
  }
}
