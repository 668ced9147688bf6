package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class SelfStatFuzzTest {

  @FuzzTest
  void throwsNothingButTheDocumentedException(byte[] bytes) {
    Text text = new Text(bytes, bytes.length);
    try {
      SelfStat stat = new SelfStat();
      stat.parse(text);
      assertThat(text.position()).isLessThanOrEqualTo(text.length());
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
