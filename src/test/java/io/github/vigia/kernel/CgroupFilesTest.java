package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CgroupFilesTest {

  @Test
  void aLimitIsBytesOrNone() throws MalformedException {
    assertThat(CgroupFiles.limitBytes(Text.of("1073741824\n"))).isEqualTo(1073741824);
    assertThat(CgroupFiles.limitBytes(Text.of("0\n"))).isZero();
    assertThat(CgroupFiles.limitBytes(Text.of("max\n"))).isEqualTo(CgroupFiles.UNLIMITED_BYTES);
    assertThat(CgroupFiles.limitBytes(Text.of("9223372036854771712\n")))
        .isEqualTo(CgroupFiles.UNLIMITED_BYTES);
    refused(() -> CgroupFiles.limitBytes(Text.of("")));
    refused(() -> CgroupFiles.limitBytes(Text.of("-1")));
  }

  @Test
  void aFieldIsFoundByItsWholeName() throws MalformedException {
    Text text = Text.of("inactive_file_x 1\ntotal_inactive_file 2\ninactive_file 3\n");
    assertThat(CgroupFiles.field(text, "inactive_file")).isEqualTo(3);
    assertThat(CgroupFiles.field(text, "total_inactive_file")).isEqualTo(2);
    refused(() -> CgroupFiles.field(text, "file"));
    refused(() -> CgroupFiles.field(Text.of(""), "file"));
    refused(() -> CgroupFiles.field(Text.of("file x"), "file"));
  }

  @Test
  void coresAreQuotaByPeriod() throws MalformedException {
    assertThat(CgroupFiles.cores(Text.of("150000 100000\n"))).isEqualTo(1.5);
    assertThat(CgroupFiles.cores(Text.of("max 100000\n"))).isEqualTo(CgroupFiles.UNLIMITED_CORES);
    assertThat(CgroupFiles.cores(Text.of("50000\n"), Text.of("100000\n"))).isEqualTo(0.5);
    assertThat(CgroupFiles.cores(Text.of("-1\n"), Text.of("100000\n")))
        .isEqualTo(CgroupFiles.UNLIMITED_CORES);
    refused(() -> CgroupFiles.cores(Text.of("50000")));
    refused(() -> CgroupFiles.cores(Text.of("50000 0")));
    refused(() -> CgroupFiles.cores(Text.of("-5 100000")));
    refused(() -> CgroupFiles.cores(Text.of("5"), Text.of("0")));
  }

  private static void refused(ThrowingCallable call) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(call);
  }
}
