package io.github.vigia.treat;

import io.github.vigia.config.Policy;
import io.github.vigia.model.Outcome;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The treating of one condition, from its first attempt until it has stayed well long enough.
 *
 * @param attempts since the incident began
 * @param rung of the plan that the next attempt is of
 * @param notBefore monotonic nanoseconds before which there is no next attempt
 * @param wellSince monotonic nanoseconds since which the condition is beyond its clear side
 * @param isWell whether {@code wellSince} says something
 * @param improved attempts in a row of this rung that only improved
 * @param relapses times that it came back after the first rung had healed it
 * @param exhausted every rung was tried without healing it, since the last time one did
 */
record Incident(
    int attempts,
    int rung,
    long notBefore,
    long wellSince,
    boolean isWell,
    int improved,
    int relapses,
    boolean exhausted) {

  static Incident begun(long now) {
    return new Incident(0, 0, now, now, false, 0, 0, false);
  }

  /** The incident after a sample; what has been well for long enough begins anew. */
  Incident sampled(boolean beyondClear, long now, Policy policy) {
    if (!beyondClear) {
      return isWell
          ? new Incident(attempts, rung, notBefore, now, false, improved, relapses, exhausted)
          : this;
    }
    if (!isWell) {
      return new Incident(attempts, rung, notBefore, now, true, improved, relapses, exhausted);
    }
    boolean over = now - wellSince >= policy.resetAfter().toNanos();
    return over && attempts > 0
        ? new Incident(0, 0, now, wellSince, true, 0, relapses, false)
        : this;
  }

  boolean mayStart(long now) {
    return now - notBefore >= 0;
  }

  Incident started() {
    return new Incident(
        attempts + 1, rung, notBefore, wellSince, isWell, improved, relapses, exhausted);
  }

  /**
   * The incident after an attempt was verified.
   *
   * @param rungs how many the plan has
   * @param danger of the rung that ran
   */
  Incident verified(
      Outcome outcome, int rungs, int danger, long now, Policy policy, RandomGenerator random) {
    return switch (outcome) {
      case HEALED -> healed(danger, now, policy, random);
      case IMPROVED ->
          improved < policy.improvedTimes()
              ? next(rung, improved + 1, exhausted, now + policy.settle().toNanos())
              : climbed(rungs, danger, now, policy, random);
      case SELF_RECOVERED, UNVERIFIED, DRY_RUN, INTERRUPTED ->
          next(rung, improved, exhausted, now + hold(danger, policy, random).toNanos());
      case NO_EFFECT, WORSE, FAILED, TIMEOUT -> climbed(rungs, danger, now, policy, random);
    };
  }

  /** The rung was passed over without an attempt: it can't help, or its breaker is open. */
  Incident passedOver(int rungs, int danger, long now, Policy policy, RandomGenerator random) {
    return rung + 1 < rungs
        ? next(rung + 1, 0, exhausted, now)
        : next(0, 0, true, now + hold(danger, policy, random).toNanos());
  }

  /**
   * Healed again by the first rung, within one incident: the symptom was treated, not the cause.
   */
  private Incident healed(int danger, long now, Policy policy, RandomGenerator random) {
    int again = rung > 0 ? 0 : attempts > 1 ? relapses + 1 : relapses;
    boolean climb = again >= policy.relapses();
    Duration wait = attempts <= 1 ? policy.settle() : hold(danger, policy, random);
    return new Incident(
        attempts,
        climb ? 1 : 0,
        now + wait.toNanos(),
        wellSince,
        isWell,
        0,
        climb ? 0 : again,
        false);
  }

  private Incident climbed(int rungs, int danger, long now, Policy policy, RandomGenerator random) {
    return rung + 1 < rungs
        ? next(rung + 1, 0, exhausted, now + policy.settle().toNanos())
        : next(0, 0, true, now + hold(danger, policy, random).toNanos());
  }

  private Incident next(int nextRung, int times, boolean tried, long from) {
    return new Incident(attempts, nextRung, from, wellSince, isWell, times, relapses, tried);
  }

  /** Doubles with each attempt up to the danger's cap, spread at random. */
  private Duration hold(int danger, Policy policy, RandomGenerator random) {
    int doublings = Math.clamp(attempts - 1L, 0, 30);
    double seconds =
        Math.min(
            (double) policy.cap(danger).toSeconds(),
            policy.base().toSeconds() * Math.scalb(1.0, doublings));
    double spread = 1 + policy.jitter() * (2 * random.nextDouble() - 1);
    return Duration.ofNanos((long) (seconds * spread * 1e9));
  }
}
