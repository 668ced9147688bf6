package io.github.vigia.model;

import java.util.Map;

/**
 * One metric over a window of records.
 *
 * @param mean of the values there were, in the unit of the metric
 * @param count how many values that is; a record without one does not count
 * @param states in how many records the metric's signal was in which state; a state that never was
 *     is missing, and all are where no signal judges the metric
 */
public record Average(Metric metric, double mean, long count, Map<State, Long> states) {}
