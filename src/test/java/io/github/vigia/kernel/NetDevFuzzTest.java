package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class NetDevFuzzTest {

  @FuzzTest
  void throwsNothingButTheDocumentedException(byte[] bytes) {
    Text text = new Text(bytes, bytes.length);
    try {
      NetDev rows = new NetDev();
      rows.start(text);
      while (rows.next()) {
        assertThat(rows.nameBytes()).isNotEmpty();
        assertThat(rows.isNamed(rows.nameBytes())).isTrue();
        assertThat(rows.name()).isNotEmpty();
      }
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
