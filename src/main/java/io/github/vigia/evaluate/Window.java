package io.github.vigia.evaluate;

import io.github.vigia.config.Rule;
import io.github.vigia.model.State;

/**
 * Which of the last samples entered which level: one bit a sample, the newest lowest. A sample that
 * entered CRITICAL entered WARNING too.
 */
record Window(long warnings, long criticals) {

  static final Window EMPTY = new Window(0, 0);

  /** The most samples that a window can hold. */
  static final int LARGEST = Long.SIZE;

  Window with(State entered, int of) {
    long kept = -1L >>> (LARGEST - of);
    return new Window(
        (warnings << 1 | (entered == State.STABLE ? 0 : 1)) & kept,
        (criticals << 1 | (entered == State.CRITICAL ? 1 : 0)) & kept);
  }

  /** The worst level that enough of the samples entered. */
  State confirmed(Rule rule) {
    if (Long.bitCount(criticals) >= rule.confirm()) {
      return State.CRITICAL;
    }
    return rule.warning() != null && Long.bitCount(warnings) >= rule.confirm()
        ? State.WARNING
        : State.STABLE;
  }

  /**
   * Whether the next samples could confirm a level worse than {@code level} with the help of these.
   */
  boolean isUndecided(Rule rule, State level) {
    if (level != State.CRITICAL && couldConfirm(criticals, rule)) {
      return true;
    }
    return level == State.STABLE && rule.warning() != null && couldConfirm(warnings, rule);
  }

  /**
   * Whether some sample in {@code entered} is still in the window when as many more as are missing
   * have entered the level without a break.
   */
  private static boolean couldConfirm(long entered, Rule rule) {
    int counted = 0;
    for (long rest = entered; rest != 0; rest &= rest - 1) {
      counted++;
      int age = Long.numberOfTrailingZeros(rest);
      if (age + rule.confirm() - counted < rule.of()) {
        return true;
      }
    }
    return false;
  }
}
