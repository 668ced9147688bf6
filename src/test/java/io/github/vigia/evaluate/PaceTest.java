package io.github.vigia.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Signal;
import io.github.vigia.model.Subsystem;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void aReadingIsStaleAfterThreeTurnsOfItsSubsystem() {
    assertThat(stale(Map.of(Subsystem.DISK, Duration.ofSeconds(20)), 1)).hasSeconds(60);
  }

  @Test
  void aTurnIsNeverShorterThanACycle() {
    assertThat(stale(Map.of(Subsystem.DISK, Duration.ofSeconds(20)), 30)).hasSeconds(90);
    assertThat(stale(Map.of(), 30)).hasSeconds(90);
  }

  @Test
  void noReadingIsStaleBeforeFifteenSeconds() {
    assertThat(stale(Map.of(Subsystem.DISK, Duration.ofSeconds(1)), 1)).hasSeconds(15);
    assertThat(stale(Map.of(), 5)).hasSeconds(15);
    assertThat(stale(Map.of(), 6)).hasSeconds(18);
  }

  private static Duration stale(Map<Subsystem, Duration> refresh, int intervalSeconds) {
    return Duration.ofNanos(
        Pace.staleNanos(Signal.DISK, refresh, Duration.ofSeconds(intervalSeconds)));
  }
}
