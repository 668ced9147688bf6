package io.github.vigia.treat;

import io.github.vigia.config.Policy;
import io.github.vigia.model.Outcome;
import java.time.Duration;

/** Keeps a treatment that does not help from being tried on one target again and again. */
sealed interface Breaker {

  /** Attempts pass; {@code failures} in a row did not help. */
  record Closed(int failures, Duration nextRest) implements Breaker {}

  /** No attempt passes before {@code until}, on the monotonic clock; then one does. */
  record Open(long until, Duration nextRest) implements Breaker {}

  static Breaker closed(Policy policy) {
    return new Closed(0, policy.breakerOpen());
  }

  /** Whether an attempt may start; after its rest, an open breaker lets one pass as a trial. */
  default boolean allows(long now) {
    return switch (this) {
      case Closed _ -> true;
      case Open open -> now - open.until() >= 0;
    };
  }

  /** The breaker after an attempt. */
  default Breaker after(Outcome outcome, long now, Policy policy) {
    if (outcome.helped()) {
      return closed(policy);
    }
    return switch (outcome) {
      // Nothing was learnt of the treatment.
      case SELF_RECOVERED, DRY_RUN, UNVERIFIED -> this;
      case HEALED, IMPROVED, NO_EFFECT, WORSE, FAILED, TIMEOUT, INTERRUPTED ->
          failed(outcome, now, policy);
    };
  }

  private Breaker failed(Outcome outcome, long now, Policy policy) {
    return switch (this) {
      case Closed(int failures, Duration rest) ->
          outcome == Outcome.WORSE || failures + 1 >= policy.breakerFailures()
              ? open(rest, now, policy)
              : new Closed(failures + 1, rest);
      case Open(_, Duration rest) -> open(rest, now, policy);
    };
  }

  private static Breaker open(Duration rest, long now, Policy policy) {
    Duration doubled = rest.multipliedBy(2);
    Duration longest = policy.breakerLongest();
    return new Open(now + rest.toNanos(), doubled.compareTo(longest) > 0 ? longest : doubled);
  }
}
