package io.github.vigia.collect.vitals;

/**
 * How fast one counter grows. A counter that goes back was reset, so there is no rate until the
 * next look; one that is then back where it was before had only glitched, and is measured from
 * there. An unsigned counter of 64 bits that passes its end goes on.
 */
final class Rate {

  /** What stands for no rate: a first look, a reset, no time between two looks. */
  static final double NONE = Double.NaN;

  /** More in one look is not a wrap but a reset: 1 TiB. */
  private static final long MOST_ACROSS_WRAP = 1L << 40;

  private static final double NANOS_PER_SECOND = 1e9;

  private boolean seen;
  private long counter;
  private long nanos;
  private boolean fell;
  private long counterBeforeFall;
  private long nanosBeforeFall;

  /** The growth per second since the last look, never negative, or {@link #NONE}. */
  double next(long now, long nowNanos) {
    if (seen && nowNanos - nanos <= 0) {
      return NONE;
    }
    double rate = seen ? sinceLast(now, nowNanos) : NONE;
    seen = true;
    counter = now;
    nanos = nowNanos;
    return rate;
  }

  private double sinceLast(long now, long nowNanos) {
    if (fell && grew(counterBeforeFall, now)) {
      fell = false;
      return perSecond(now - counterBeforeFall, nowNanos - nanosBeforeFall);
    }
    fell = !grew(counter, now);
    if (fell) {
      counterBeforeFall = counter;
      nanosBeforeFall = nanos;
      return NONE;
    }
    return perSecond(now - counter, nowNanos - nanos);
  }

  private static boolean grew(long before, long now) {
    long growth = now - before;
    return growth >= 0 && (Long.compareUnsigned(now, before) >= 0 || growth < MOST_ACROSS_WRAP);
  }

  private static double perSecond(long growth, long elapsed) {
    return growth / (elapsed / NANOS_PER_SECOND);
  }
}
