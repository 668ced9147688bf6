package io.github.vigia.config;

import java.time.Duration;
import java.util.List;

/**
 * How often treatments may act.
 *
 * @param settle least time between the end of a verification and the next attempt on the incident
 * @param base hold after the first attempt; it doubles with each further one
 * @param caps longest hold for danger 1, 2, 3 and 4
 * @param jitter share by which a hold is spread at random, so that a fleet does not act in step
 * @param resetAfter how long a condition must stay well for its incident to be over
 * @param improvedTimes how often a rung that only improved is tried again
 * @param relapses relapses after which the first rung is passed over
 * @param breakerFailures attempts in a row that did not help, after which a treatment rests
 * @param breakerOpen first rest; it doubles up to {@code breakerLongest}
 * @param budget most tokens that there can be
 * @param refill time in which one token comes back
 */
public record Policy(
    Duration settle,
    Duration base,
    List<Duration> caps,
    double jitter,
    Duration resetAfter,
    int improvedTimes,
    int relapses,
    int breakerFailures,
    Duration breakerOpen,
    Duration breakerLongest,
    double budget,
    Duration refill) {

  /** The figures of the treatments' documentation. */
  public static Policy standard() {
    return new Policy(
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        List.of(
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(6)),
        0.1,
        Duration.ofMinutes(10),
        2,
        3,
        3,
        Duration.ofHours(1),
        Duration.ofHours(24),
        12,
        Duration.ofMinutes(10));
  }

  /** Longest hold of a treatment of danger 1 to 4. */
  public Duration cap(int danger) {
    return caps.get(danger - 1);
  }
}
