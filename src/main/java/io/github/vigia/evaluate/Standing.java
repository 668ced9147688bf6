package io.github.vigia.evaluate;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.model.State;
import org.jspecify.annotations.Nullable;

/**
 * Where one condition stands; {@link #next} is the whole transition table.
 *
 * @param level STABLE, WARNING or CRITICAL
 * @param observed the condition's own clock: nanoseconds that its samples cover, without the gaps
 *     in which it was UNKNOWN, so that every timer stands still in them
 * @param warningClear since when all values have been beyond the clear side of the warning limit,
 *     on that clock; {@link #NOT_CLEAR} if the last was not
 * @param criticalClear the same of the critical limit
 */
record Standing(
    State level,
    Window window,
    long observed,
    long warningClear,
    long criticalClear,
    Entries entries) {

  static final long NOT_CLEAR = Long.MAX_VALUE;

  static final int FLAPPING_FACTOR = 4;

  static final Standing START =
      new Standing(State.STABLE, Window.EMPTY, 0, NOT_CLEAR, NOT_CLEAR, Entries.NONE);

  /**
   * After one more fresh value.
   *
   * @param elapsed nanoseconds since the value before; 0 if there is none or nothing is known of
   *     the time between
   */
  Standing next(Rule rule, double value, long elapsed) {
    long now = observed + elapsed;
    Window seen = window.with(Level.entered(rule, value), rule.of());
    long warning = clearSince(rule, rule.warning(), value, warningClear, now);
    long critical = clearSince(rule, rule.critical(), value, criticalClear, now);
    Entries past = entries.at(now);
    State confirmed = seen.confirmed(rule);
    if (confirmed.compareTo(level) > 0) {
      Entries counted = confirmed == State.CRITICAL ? past.with(now) : past;
      return new Standing(confirmed, seen, now, warning, critical, counted);
    }
    long dwell = rule.clearFor().toNanos() * (past.flapping() ? FLAPPING_FACTOR : 1);
    State held = held(rule, now - warning >= dwell, now - critical >= dwell);
    Window kept = held == level ? seen : Window.EMPTY;
    return new Standing(held, kept, now, warning, critical, past);
  }

  /** Without what samples said so far of levels to come: the level itself and its history stay. */
  Standing unconfirmed() {
    return new Standing(level, Window.EMPTY, observed, NOT_CLEAR, NOT_CLEAR, entries);
  }

  /** Whether a sample breached a limit and the next ones will tell. */
  boolean isUndecided(Rule rule) {
    return window.isUndecided(rule, level);
  }

  /** What is left of the level; a level that is off is left at once. */
  private State held(Rule rule, boolean warningLeft, boolean criticalLeft) {
    if (level == State.CRITICAL && rule.critical() != null && !criticalLeft) {
      return State.CRITICAL;
    }
    return level != State.STABLE && rule.warning() != null && !warningLeft
        ? State.WARNING
        : State.STABLE;
  }

  private static long clearSince(
      Rule rule, @Nullable Limit limit, double value, long since, long now) {
    if (Level.isHeld(rule, limit, value)) {
      return NOT_CLEAR;
    }
    return since == NOT_CLEAR ? now : since;
  }
}
