package io.github.vigia.expose;

import io.github.vigia.model.Cycle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows how old the last cycle is: by the wall clock, because another process may have written it,
 * and by the monotonic one, because a wall clock that is set back would keep a dead loop young.
 */
final class CycleWatch {

  private static final Duration LEAST_LIMIT = Duration.ofSeconds(30);

  private final Supplier<@Nullable Cycle> cycles;
  private final Supplier<Duration> interval;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private @Nullable Cycle seen;
  private long seenNanos;

  CycleWatch(
      Supplier<@Nullable Cycle> cycles,
      Supplier<Duration> interval,
      InstantSource clock,
      LongSupplier nanos) {
    this.cycles = cycles;
    this.interval = interval;
    this.clock = clock;
    this.nanos = nanos;
  }

  synchronized Scene look() {
    Cycle cycle = cycles.get();
    if (cycle == null) {
      return new Scene(null, 0, false);
    }
    long now = nanos.getAsLong();
    if (!cycle.equals(seen)) {
      seen = cycle;
      seenNanos = now;
    }
    long onTheWall = Duration.between(cycle.snapshot().at(), clock.instant()).toMillis();
    long sinceSeen = (now - seenNanos) / 1_000_000;
    long age = Math.max(Math.max(onTheWall, sinceSeen), 0);
    return new Scene(cycle, age / 1000.0, age <= limitMillis());
  }

  private long limitMillis() {
    return Math.max(interval.get().multipliedBy(3).toMillis(), LEAST_LIMIT.toMillis());
  }
}
