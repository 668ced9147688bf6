package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PidIoFuzzTest {

  @FuzzTest
  void throwsNothingButMalformed(byte[] bytes) {
    try {
      Text text = new Text(bytes, bytes.length);
      PidIo.bytes(text);
      assertThat(text.position()).isPositive();
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
