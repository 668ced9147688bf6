package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class CgroupFilesFuzzTest {

  @FuzzTest
  void throwsNothingButTheDocumentedException(byte[] bytes) {
    Text text = new Text(bytes, bytes.length);
    try {
      CgroupFiles.field(text, "nr_periods");
      assertThat(text.position()).isLessThanOrEqualTo(bytes.length);
      text.seek(0);
      assertThat(CgroupFiles.limitBytes(text)).isNotNegative();
      text.seek(0);
      assertThat(CgroupFiles.cores(text)).isNotNegative();
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }
}
