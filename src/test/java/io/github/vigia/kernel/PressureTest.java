package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PressureTest {

  private static final String SOME = "some avg10=1.25 avg60=2.50 avg300=0.75 total=60165413\n";
  private static final String FULL = "full avg10=0.10 avg60=0.20 avg300=0.30 total=42\n";

  private final Pressure pressure = new Pressure();

  @Test
  void everyFieldIsTaken() throws MalformedException {
    pressure.parse(Text.of(SOME + FULL));
    assertThat(pressure.some().average10()).isEqualTo(1.25);
    assertThat(pressure.some().average60()).isEqualTo(2.5);
    assertThat(pressure.some().average300()).isEqualTo(0.75);
    assertThat(pressure.some().totalMicros()).isEqualTo(60165413);
    assertThat(pressure.hasFull()).isTrue();
    assertThat(pressure.full().average10()).isEqualTo(0.1);
    assertThat(pressure.full().average60()).isEqualTo(0.2);
    assertThat(pressure.full().average300()).isEqualTo(0.3);
    assertThat(pressure.full().totalMicros()).isEqualTo(42);
  }

  @Test
  void theCpuOfAnOldKernelHasOneLine() throws MalformedException {
    pressure.parse(Text.of(SOME + FULL));
    pressure.parse(Text.of(SOME));
    assertThat(pressure.hasFull()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "some",
        "some avg10=0.00",
        "full avg10=0.10 avg60=0.20 avg300=0.30 total=42",
        "some avg10=101.00 avg60=2.50 avg300=0.75 total=6",
        "some avg10=-1.00 avg60=2.50 avg300=0.75 total=6",
        "some avg10=1.25 avg60=2.50 avg300=0.75 total=6\nfull avg10="
      })
  void whatIsNotAsDocumentedIsRefused(String text) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> pressure.parse(Text.of(text)));
  }
}
