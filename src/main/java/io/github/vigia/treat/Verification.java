package io.github.vigia.treat;

import io.github.vigia.model.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether one attempt helped, judged from the samples after it: a metric effect and a direct effect
 * are both needed. Values are such that high is bad; the caller mirrors a signal where low is bad.
 * Owned by one thread.
 */
final class Verification {

  /** How long the value must stay beyond the clear side. */
  private static final long STEADY_NANOS = Duration.ofSeconds(10).toNanos();

  private final double baseline;
  private final double clear;
  private final double leastEffect;
  private final boolean directEffect;
  private final long deadline;
  private final Recent recent = new Recent(3);
  private long clearSince;
  private boolean isClear;
  private boolean wasClear;

  /**
   * @param baseline what was seen before the attempt
   * @param clear side of the critical limit, beyond which the condition is well
   * @param minEffect least change that counts, in the unit of the signal
   * @param directEffect whether the treatment itself reports that it did something
   * @param deadline monotonic nanoseconds at which the judgement falls
   */
  Verification(
      Recent baseline, double clear, double minEffect, boolean directEffect, long deadline) {
    this.baseline = baseline.median();
    this.clear = clear;
    this.leastEffect = Math.max(minEffect, 3 * baseline.deviation());
    this.directEffect = directEffect;
    this.deadline = deadline;
  }

  /**
   * Takes one fresh sample.
   *
   * @param guardBroken whether something that must not get worse has become critical since
   * @return the outcome, or null while it is open
   */
  @Nullable Outcome sampled(double value, boolean guardBroken, long now) {
    recent.add(value);
    if (guardBroken) {
      return Outcome.WORSE;
    }
    if (value <= clear) {
      if (!isClear) {
        isClear = true;
        wasClear = true;
        clearSince = now;
      }
      if (now - clearSince >= STEADY_NANOS) {
        return directEffect ? Outcome.HEALED : Outcome.SELF_RECOVERED;
      }
      return null;
    }
    isClear = false;
    return now - deadline >= 0 ? atDeadline() : null;
  }

  /** The judgement when no fresh sample came before the deadline. */
  @Nullable Outcome silent(long now) {
    return now - deadline >= STEADY_NANOS ? Outcome.UNVERIFIED : null;
  }

  private Outcome atDeadline() {
    double effect = baseline - recent.median();
    // It was well for a while and came back: the treatment works, and its cause goes on.
    if (effect >= leastEffect || (wasClear && directEffect)) {
      return Outcome.IMPROVED;
    }
    return -effect >= leastEffect ? Outcome.WORSE : Outcome.NO_EFFECT;
  }
}
