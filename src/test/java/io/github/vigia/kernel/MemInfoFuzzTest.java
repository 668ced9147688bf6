package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class MemInfoFuzzTest {

  @FuzzTest
  void throwsNothingButTheDocumentedException(byte[] bytes) {
    Text text = new Text(bytes, bytes.length);
    try {
      MemInfo memory = new MemInfo();
      memory.parse(text);
      assertThat(memory.availableBytes()).isBetween(0L, memory.totalBytes());
      assertThat(memory.swapFreeBytes()).isBetween(0L, memory.swapTotalBytes());
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
