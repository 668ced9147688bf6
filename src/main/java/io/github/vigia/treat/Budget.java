package io.github.vigia.treat;

import io.github.vigia.config.Policy;

/**
 * Tokens that attempts cost, as a token bucket: what keeps a healer that is wrong about everything
 * from doing much harm.
 *
 * @param tokens how many there were at {@code nanos}
 * @param nanos monotonic clock
 */
record Budget(double tokens, long nanos) {

  static Budget full(Policy policy, long nanos) {
    return new Budget(policy.budget(), nanos);
  }

  /** What an attempt of {@code danger} costs: twice as much after one that did not heal. */
  static double cost(int danger, boolean lastHealed) {
    return lastHealed ? danger : 2.0 * danger;
  }

  /** The bucket at a later moment, with what has come back. */
  Budget at(long now, Policy policy) {
    double back = (double) Math.max(0, now - nanos) / policy.refill().toNanos();
    return new Budget(Math.min(policy.budget(), tokens + back), now);
  }

  boolean covers(double cost) {
    return tokens >= cost;
  }

  Budget less(double cost) {
    return new Budget(tokens - cost, nanos);
  }
}
