package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class LoadAverageFuzzTest {

  @FuzzTest
  void throwsNothingButTheDocumentedException(byte[] bytes) {
    Text text = new Text(bytes, bytes.length);
    try {
      LoadAverage load = new LoadAverage();
      load.parse(text);
      assertThat(load.one()).isNotNegative().isFinite();
      assertThat(load.fifteen()).isNotNegative().isFinite();
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
