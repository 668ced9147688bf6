package io.github.vigia.model;

import java.time.Instant;
import java.util.List;

/**
 * What is known of the host at one moment. A metric that is not due for a fresh look appears with
 * its last sample, whose {@link Sample#nanos} is older than the snapshot's.
 *
 * @param at wall clock
 * @param nanos monotonic clock, comparable within one run of the agent
 * @param top the processes that use most CPU, memory or I/O, without order, each once
 */
public record Snapshot(Instant at, long nanos, List<Sample> samples, List<TopProcess> top) {

  /** The reading of a metric that has one instance; absent if no collector gave it. */
  public Reading reading(Metric metric) {
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      if (sample.metric() == metric && sample.instance().isEmpty()) {
        return sample.reading();
      }
    }
    return NOT_COLLECTED;
  }

  private static final Reading NOT_COLLECTED = new Reading.Absent("not collected");
}
