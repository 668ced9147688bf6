package io.github.vigia;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Duration INTERVAL = Duration.ofNanos(100);

  @Test
  void theFirstCycleIsDueAtOnce() {
    assertThat(new Pace(INTERVAL, 7).due()).isEqualTo(7);
  }

  @Test
  void aCycleThatTakesLittleDoesNotShiftTheNext() {
    Pace pace = new Pace(INTERVAL, 0);
    pace.completed(30);
    assertThat(pace.due()).isEqualTo(100);
    pace.completed(199);
    assertThat(pace.due()).isEqualTo(200);
    assertThat(pace.overruns()).isZero();
  }

  @Test
  void aCycleThatOverrunsLosesTheOnesItCoveredAndIsCountedOnce() {
    Pace pace = new Pace(INTERVAL, 0);
    pace.completed(350);
    assertThat(pace.due()).isEqualTo(400);
    assertThat(pace.overruns()).isEqualTo(1);
  }

  @Test
  void aCycleThatEndsJustWhenTheNextIsDueIsNoOverrun() {
    Pace pace = new Pace(INTERVAL, 0);
    pace.completed(100);
    assertThat(pace.due()).isEqualTo(100);
    assertThat(pace.overruns()).isZero();
  }

  @Test
  void anIntervalOfZeroIsAlwaysDueAndNeverOverruns() {
    Pace pace = new Pace(Duration.ZERO, 0);
    pace.completed(350);
    assertThat(pace.due()).isEqualTo(350);
    assertThat(pace.overruns()).isZero();
  }

  @Test
  void anotherIntervalHoldsFromTheNextCycleOn() {
    Pace pace = new Pace(INTERVAL, 0);
    pace.interval(Duration.ofNanos(10));
    pace.completed(5);
    assertThat(pace.due()).isEqualTo(10);
  }

  @Test
  void theMonotonicClockMayWrap() {
    Pace pace = new Pace(INTERVAL, Long.MAX_VALUE - 50);
    pace.completed(Long.MAX_VALUE - 20);
    assertThat(pace.due()).isEqualTo(Long.MIN_VALUE + 49);
    assertThat(pace.overruns()).isZero();
  }
}
