package io.github.vigia.model;

/**
 * One reading of one instance of a metric.
 *
 * @param instance which mount, interface, core, …; empty where the metric has one instance
 * @param nanos when it was read, on the monotonic clock of the snapshot that carries it
 */
public record Sample(Metric metric, String instance, Reading reading, long nanos) {}
