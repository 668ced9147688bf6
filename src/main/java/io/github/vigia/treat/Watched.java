package io.github.vigia.treat;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Reading;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.util.List;

/** One condition as the engine sees it. Values are turned so that high is bad. */
final class Watched {

  private final Condition condition;
  private final Recent recent = new Recent(3);
  private State state = State.STABLE;
  private long criticalSince;
  private boolean lowIsBad;
  private double enter;
  private double clear;
  private double score = Double.NaN;
  private long sampled;
  private boolean flapping;

  Watched(Condition condition) {
    this.condition = condition;
  }

  /**
   * Takes what was judged.
   *
   * @param sampleNanos when its reading was taken
   * @return whether it has just turned critical
   */
  boolean take(Verdict verdict, Rule rule, long sampleNanos, long now) {
    lowIsBad = rule.lowIsBad();
    Limit limit = rule.critical();
    enter = limit == null ? Double.POSITIVE_INFINITY : turned(limit.enter());
    clear = limit == null ? Double.POSITIVE_INFINITY : turned(limit.clear());
    flapping = verdict.flapping();
    boolean turned =
        verdict.state() == State.CRITICAL
            && state != State.CRITICAL
            && !(state == State.UNKNOWN
                && verdict.lastKnown() == State.CRITICAL
                && criticalSince != 0);
    if (turned) {
      criticalSince = now;
    }
    if (verdict.state() != State.CRITICAL && verdict.state() != State.UNKNOWN) {
      criticalSince = 0;
    }
    state = verdict.state();
    if (verdict.reading() instanceof Reading.Value known
        && (Double.isNaN(score) || sampleNanos - sampled > 0)) {
      score = turned(known.value());
      sampled = sampleNanos;
      recent.add(score);
    }
    return turned;
  }

  private double turned(double value) {
    return lowIsBad ? -value : value;
  }

  Condition condition() {
    return condition;
  }

  boolean isCritical() {
    return state == State.CRITICAL;
  }

  /** How long it has been critical. */
  long criticalNanos(long now) {
    return now - criticalSince;
  }

  /** Whether its last value is beyond the clear side of the critical limit. */
  boolean isWell() {
    return score <= clear;
  }

  State state() {
    return state;
  }

  boolean isFlapping() {
    return flapping;
  }

  /** The last value, such that high is bad. */
  double score() {
    return score;
  }

  /** The last value, as it was read. */
  double value() {
    return turned(score);
  }

  /** The critical limit, as it is set. */
  double threshold() {
    return turned(enter);
  }

  double clear() {
    return clear;
  }

  /** When the last value was read, on the monotonic clock. */
  long sampled() {
    return sampled;
  }

  /** The last values as they were read, the oldest first. */
  List<Double> values() {
    return recent.all().stream().map(this::turned).toList();
  }

  /** The last values. */
  Recent recent() {
    return recent;
  }
}
