package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PressureFuzzTest {

  @FuzzTest
  void throwsNothingButTheDocumentedException(byte[] bytes) {
    Text text = new Text(bytes, bytes.length);
    try {
      Pressure pressure = new Pressure();
      pressure.parse(text);
      assertThat(pressure.some().average10()).isBetween(0.0, 100.0);
      assertThat(pressure.full().average10()).isBetween(0.0, 100.0);
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
