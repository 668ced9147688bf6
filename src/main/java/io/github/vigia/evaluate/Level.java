package io.github.vigia.evaluate;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.model.State;
import org.jspecify.annotations.Nullable;

/** On which side of the limits of a rule a value is. Pure functions. */
final class Level {

  private Level() {}

  /** The worst level that {@code value} enters: STABLE, WARNING or CRITICAL. */
  static State entered(Rule rule, double value) {
    if (isEntered(rule, rule.critical(), value)) {
      return State.CRITICAL;
    }
    return isEntered(rule, rule.warning(), value) ? State.WARNING : State.STABLE;
  }

  /** Whether {@code value} does not let go of a level that was entered before. */
  static boolean isHeld(Rule rule, @Nullable Limit limit, double value) {
    return limit != null
        && (isEntered(rule, limit, value)
            || (rule.lowIsBad() ? value < limit.clear() : value > limit.clear()));
  }

  private static boolean isEntered(Rule rule, @Nullable Limit limit, double value) {
    return limit != null && (rule.lowIsBad() ? value <= limit.enter() : value >= limit.enter());
  }
}
