package io.github.vigia.expose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Cycle;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CycleWatchTest {

  private final AtomicReference<@Nullable Cycle> cycle = new AtomicReference<>(Cycles.of());
  private final AtomicReference<Duration> interval = new AtomicReference<>(Duration.ofSeconds(1));
  private final AtomicReference<Instant> now = new AtomicReference<>(Cycles.AT);
  private final AtomicLong nanos = new AtomicLong();
  private final CycleWatch watch = new CycleWatch(cycle::get, interval::get, now::get, nanos::get);

  @Test
  void withoutACycleNothingIsFresh() {
    cycle.set(null);

    assertThat(watch.look()).isEqualTo(new Scene(null, 0, false));
  }

  @Test
  void aCycleIsFreshForThirtySeconds() {
    now.set(Cycles.AT.plusSeconds(30));
    assertThat(watch.look().isFresh()).isTrue();

    now.set(Cycles.AT.plusMillis(30_001));
    assertThat(watch.look()).isEqualTo(new Scene(cycle.get(), 30.001, false));
  }

  @Test
  void aCycleIsFreshForThreeIntervals() {
    interval.set(Duration.ofMinutes(1));

    now.set(Cycles.AT.plusSeconds(180));
    assertThat(watch.look().isFresh()).isTrue();

    now.set(Cycles.AT.plusSeconds(181));
    assertThat(watch.look().isFresh()).isFalse();
  }

  @Test
  void aWallClockThatIsSetBackKeepsNoDeadLoopYoung() {
    assertThat(watch.look().isFresh()).isTrue();
    now.set(Cycles.AT.minusSeconds(3600));
    nanos.set(Duration.ofSeconds(31).toNanos());

    assertThat(watch.look()).isEqualTo(new Scene(cycle.get(), 31, false));
  }

  @Test
  void aNewCycleIsFreshAgain() {
    watch.look();
    nanos.set(Duration.ofSeconds(31).toNanos());
    cycle.set(Cycles.whole());

    assertThat(watch.look().isFresh()).isTrue();
  }
}
