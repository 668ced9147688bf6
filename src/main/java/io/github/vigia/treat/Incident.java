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
 * @param barred the rungs that died while they acted, one bit each: not tried again by themselves
 */
record Incident(
    int attempts,
    int rung,
    long notBefore,
    long wellSince,
    boolean isWell,
    int improved,
    int relapses,
    boolean exhausted,
    long barred) {

  static Incident begun(long now) {
    return new Incident(0, 0, now, now, false, 0, 0, false, 0);
  }

  /** The incident after a sample; what has been well for long enough begins anew. */
  Incident sampled(boolean beyondClear, long now, Policy policy) {
    if (!beyondClear) {
      return isWell
          ? new Incident(
              attempts, rung, notBefore, now, false, improved, relapses, exhausted, barred)
          : this;
    }
    if (!isWell) {
      return new Incident(
          attempts, rung, notBefore, now, true, improved, relapses, exhausted, barred);
    }
    boolean over = now - wellSince >= policy.resetAfter().toNanos();
    return over && attempts > 0 ? new Incident(0, 0, now, wellSince, true, 0, 0, false, 0) : this;
  }

  boolean mayStart(long now) {
    return now - notBefore >= 0;
  }

  Incident started() {
    return new Incident(
        attempts + 1, rung, notBefore, wellSince, isWell, improved, relapses, exhausted, barred);
  }

  /**
   * The incident after an attempt was verified.
   *
   * @param rungs how many the plan has
   * @param ran the rung that it was of
   */
  Incident verified(
      Outcome outcome,
      int rungs,
      Ledger.Rung ran,
      long now,
      Policy policy,
      RandomGenerator random) {
    return switch (outcome) {
      case HEALED -> healed(ran, now, policy, random);
      case IMPROVED ->
          improved < policy.improvedTimes()
              ? next(rung, improved + 1, exhausted, now + policy.settle().toNanos())
              : climbed(rungs, ran, now, policy, random);
      case SELF_RECOVERED, UNVERIFIED, DRY_RUN, INTERRUPTED ->
          next(rung, improved, exhausted, now + hold(ran, policy, random).toNanos());
      case NO_EFFECT, WORSE, FAILED, TIMEOUT -> climbed(rungs, ran, now, policy, random);
    };
  }

  /**
   * The rung was passed over without an attempt.
   *
   * @param vain whether it could not help, rather than only not now
   */
  Incident passedOver(
      int rungs, Ledger.Rung ran, boolean vain, long now, Policy policy, RandomGenerator random) {
    return rung + 1 < rungs
        ? next(rung + 1, 0, exhausted, now)
        : next(0, 0, exhausted || vain, now + hold(ran, policy, random).toNanos());
  }

  boolean isBarred() {
    return (barred >>> Math.min(rung, 63) & 1) != 0;
  }

  /** The same with this rung as the next one. */
  Incident at(int other) {
    return new Incident(
        attempts, other, notBefore, wellSince, isWell, improved, relapses, exhausted, barred);
  }

  /** The same with the rung of the last attempt not to be tried again. */
  Incident barring(int index) {
    return new Incident(
        attempts,
        rung,
        notBefore,
        wellSince,
        isWell,
        improved,
        relapses,
        exhausted,
        barred | 1L << Math.min(index, 63));
  }

  /** Nothing before {@code until}. */
  Incident heldUntil(long until) {
    return new Incident(
        attempts, rung, until, wellSince, isWell, improved, relapses, exhausted, barred);
  }

  /**
   * Healed again by the first rung, within one incident: the symptom was treated, not the cause.
   */
  private Incident healed(Ledger.Rung ran, long now, Policy policy, RandomGenerator random) {
    int again = rung > 0 ? 0 : attempts > 1 ? relapses + 1 : relapses;
    boolean climb = again >= policy.relapses();
    Duration wait = attempts <= 1 ? policy.settle() : hold(ran, policy, random);
    return new Incident(
        attempts,
        climb ? 1 : 0,
        now + wait.toNanos(),
        wellSince,
        isWell,
        0,
        climb ? 0 : again,
        false,
        barred);
  }

  private Incident climbed(
      int rungs, Ledger.Rung ran, long now, Policy policy, RandomGenerator random) {
    return rung + 1 < rungs
        ? next(rung + 1, 0, exhausted, now + policy.settle().toNanos())
        : next(0, 0, true, now + hold(ran, policy, random).toNanos());
  }

  private Incident next(int nextRung, int times, boolean tried, long from) {
    return new Incident(
        attempts, nextRung, from, wellSince, isWell, times, relapses, tried, barred);
  }

  /** Doubles with each attempt up to the danger's cap, spread at random. */
  private Duration hold(Ledger.Rung ran, Policy policy, RandomGenerator random) {
    if (ran.cooldown() != null) {
      return policy.settle(); // Its cooldown is fixed, and kept elsewhere.
    }
    // Half as long where nothing was tried: what could not help yet is looked at again soon.
    int doublings = Math.clamp(attempts - 1L, -1, 30);
    double seconds =
        Math.min(
            (double) policy.cap(ran.danger()).toSeconds(),
            policy.base().toSeconds() * Math.scalb(1.0, doublings));
    double spread = 1 + policy.jitter() * (2 * random.nextDouble() - 1);
    return Duration.ofNanos((long) (seconds * spread * 1e9));
  }
}
