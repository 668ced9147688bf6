package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class CpuInfoFuzzTest {

  @FuzzTest
  void throwsNothingButTheDocumentedException(byte[] bytes) {
    Text text = new Text(bytes, bytes.length);
    try {
      double megahertz = CpuInfo.meanMegahertz(text);
      assertThat(Double.isNaN(megahertz) || megahertz > 0).isTrue();
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
