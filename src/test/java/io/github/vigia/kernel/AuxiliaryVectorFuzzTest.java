package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class AuxiliaryVectorFuzzTest {

  @FuzzTest
  void throwsNothingButTheDocumentedException(byte[] bytes) {
    Text text = new Text(bytes, bytes.length);
    try {
      AuxiliaryVector vector = AuxiliaryVector.parse(text);
      assertThat(vector.pageBytes()).isPositive();
      assertThat(vector.ticksPerSecond()).isPositive();
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
