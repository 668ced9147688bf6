package io.github.vigia.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a window of records says on average.
 *
 * @param from time of the first record used
 * @param to time of the last record used
 * @param lines how many records were used
 * @param averages of each metric that has one instance and had a value, in the order of {@link
 *     Metric}
 * @param time how long the host was in each state, between the first record and the last; a state
 *     that never was is missing
 */
public record AverageReport(
    Instant from, Instant to, long lines, List<Average> averages, Map<State, Duration> time) {}
