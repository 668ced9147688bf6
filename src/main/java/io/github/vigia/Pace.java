package io.github.vigia;

import java.time.Duration;

/**
 * When the next cycle is due, at a fixed rate on the monotonic clock. A cycle that overruns makes
 * the ones it covered fall out: they are counted, never piled up. Owned by the loop's thread.
 */
final class Pace {

  private long intervalNanos;
  private long due;
  private long overruns;

  /**
   * @param start monotonic nanoseconds of the first cycle
   */
  Pace(Duration interval, long start) {
    this.intervalNanos = interval.toNanos();
    this.due = start;
  }

  /** Puts another interval in force, from the next cycle on. */
  void interval(Duration interval) {
    intervalNanos = interval.toNanos();
  }

  /** Monotonic nanoseconds at which the next cycle starts. */
  long due() {
    return due;
  }

  /** Cycles that took longer than the interval. */
  long overruns() {
    return overruns;
  }

  /** Says that a cycle ended at {@code now}, and sets when the next one is due. */
  void completed(long now) {
    due += intervalNanos;
    if (due - now < 0) {
      if (intervalNanos > 0) {
        overruns++;
        due += (now - due) / intervalNanos * intervalNanos + intervalNanos;
      } else {
        due = now;
      }
    }
  }
}
