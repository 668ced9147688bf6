package io.github.vigia.collect;

import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.TopProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a collector writes its look into. */
public final class Readings {

  private final Instant at;
  private final long nanos;
  private final List<Sample> samples = new ArrayList<>();
  private List<TopProcess> top = List.of();

  /**
   * @param at wall clock of this look
   * @param nanos monotonic clock of this look
   */
  public Readings(Instant at, long nanos) {
    this.at = at;
    this.nanos = nanos;
  }

  public Instant at() {
    return at;
  }

  public long nanos() {
    return nanos;
  }

  public void value(Metric metric, double value) {
    value(metric, "", value);
  }

  /** Writes a value; NaN and infinities are failures, not values. */
  public void value(Metric metric, String instance, double value) {
    if (Double.isFinite(value)) {
      add(metric, instance, new Reading.Value(value));
    } else {
      failed(metric, instance, "not a finite number: " + value);
    }
  }

  public void absent(Metric metric, String why) {
    add(metric, "", new Reading.Absent(why));
  }

  public void failed(Metric metric, String instance, String why) {
    add(metric, instance, new Reading.Failed(why));
  }

  /** Hands on what was read at another time, which the sample says itself. */
  public void add(Sample sample) {
    samples.add(sample);
  }

  public void top(List<TopProcess> processes) {
    top = processes;
  }

  public List<TopProcess> top() {
    return top;
  }

  public List<Sample> samples() {
    return samples;
  }

  private void add(Metric metric, String instance, Reading reading) {
    samples.add(new Sample(metric, instance, reading, nanos));
  }
}
