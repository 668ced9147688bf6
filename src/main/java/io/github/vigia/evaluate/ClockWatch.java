package io.github.vigia.evaluate;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Notices that the wall clock and the monotonic one went different ways: suspend, or a step. */
final class ClockWatch {

  /** More than this between two snapshots is a jump; less is what NTP does every day. */
  static final Duration TOLERANCE = Duration.ofSeconds(30);

  private @Nullable Instant lastAt;
  private long lastNanos;

  /** How much further the wall clock went since the last call, zero if that is no jump. */
  Duration jump(Instant at, long nanos) {
    Instant before = lastAt;
    long elapsed = nanos - lastNanos;
    lastAt = at;
    lastNanos = nanos;
    if (before == null) {
      return Duration.ZERO;
    }
    Duration by = Duration.between(before, at).minusNanos(elapsed);
    return by.abs().compareTo(TOLERANCE) > 0 ? by : Duration.ZERO;
  }
}
