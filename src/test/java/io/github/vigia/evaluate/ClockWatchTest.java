package io.github.vigia.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final long SECOND = 1_000_000_000L;

  private final ClockWatch clocks = new ClockWatch();

  @Test
  void theFirstLookIsNoJump() {
    assertThat(clocks.jump(START, 5 * SECOND)).isZero();
  }

  @Test
  void halfAMinuteIsNoJumpButMoreIs() {
    clocks.jump(START, 0);
    assertThat(clocks.jump(START.plusSeconds(35), 5 * SECOND)).isZero();
    assertThat(clocks.jump(START.plusSeconds(70).plusNanos(1), 10 * SECOND))
        .isEqualTo(Duration.ofSeconds(30).plusNanos(1));
  }

  @Test
  void aStepBackIsAJumpToo() {
    clocks.jump(START, 0);
    assertThat(clocks.jump(START.minusSeconds(25), 5 * SECOND)).isZero();
    assertThat(clocks.jump(START.minusSeconds(51), 10 * SECOND)).isEqualTo(Duration.ofSeconds(-31));
  }

  @Test
  void aLongCycleIsNoJump() {
    clocks.jump(START, 0);
    assertThat(clocks.jump(START.plusSeconds(3_600), 3_600 * SECOND)).isZero();
  }
}
