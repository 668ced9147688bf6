package io.github.vigia.collect.vitals;

/** How far a counter of the kernel went between two looks. */
final class CounterDelta {

  private static final long WORD_32 = 1L << 32;

  private CounterDelta() {}

  /**
   * The steps from {@code before} to {@code now}, both as 64 bits without sign; NaN where the
   * counter was set back. One that went back from the last quarter of 32 or 64 bits to the first
   * has wrapped.
   */
  static double of(long before, long now) {
    if (Long.compareUnsigned(now, before) >= 0) {
      long steps = now - before;
      return steps < 0 ? Double.NaN : steps;
    }
    boolean wrapped32 =
        before >= WORD_32 / 4 * 3 && before < WORD_32 && now >= 0 && now < WORD_32 / 4;
    if (wrapped32) {
      return now + WORD_32 - before;
    }
    // Without sign, the last quarter of 64 bits is what reads as -2^62 to -1.
    boolean wrapped64 = before < 0 && before >= -(1L << 62) && now >= 0 && now < 1L << 62;
    return wrapped64 ? now - before : Double.NaN;
  }
}
