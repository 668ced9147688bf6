package io.github.vigia.evaluate;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An evaluator, a fake clock, and the snapshots that a test shows it. */
final class Scene {

  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  static final Rule TWO_OF_THREE =
      new Rule(false, new Limit(80, 75), new Limit(95, 90), 2, 3, Duration.ofSeconds(60));
  static final Rule AT_ONCE =
      new Rule(false, new Limit(80, 75), new Limit(95, 90), 1, 1, Duration.ofSeconds(10));
  static final Rule OFF = new Rule(false, null, null, 1, 1, Duration.ofSeconds(10));

  final Evaluator evaluator;
  private final List<Sample> samples = new ArrayList<>();
  private long nanos = 1_000_000_000_000L;
  private Instant at = START;

  Scene(Map<Signal, Rule> rules) {
    evaluator = new Evaluator(rules, Map.of(), Duration.ofSeconds(5));
  }

  static Scene of(Signal signal, Rule rule) {
    return new Scene(Map.of(signal, rule));
  }

  static Condition condition(Signal signal) {
    return new Condition(signal, "");
  }

  /** Lets time pass on both clocks. */
  Scene after(double seconds) {
    long passed = Math.round(seconds * 1e9);
    nanos += passed;
    at = at.plusNanos(passed);
    return this;
  }

  /** Moves the wall clock alone. */
  Scene step(Duration by) {
    at = at.plus(by);
    return this;
  }

  Scene value(Metric metric, String instance, double value) {
    return reading(metric, instance, new Reading.Value(value));
  }

  Scene reading(Metric metric, String instance, Reading reading) {
    samples.add(new Sample(metric, instance, reading, nanos));
    return this;
  }

  /** A value that was read some time ago. */
  Scene cached(Metric metric, double value, double secondsAgo) {
    long then = nanos - Math.round(secondsAgo * 1e9);
    samples.add(new Sample(metric, "", new Reading.Value(value), then));
    return this;
  }

  Snapshot snapshot() {
    Snapshot snapshot = new Snapshot(at, nanos, List.copyOf(samples), List.of());
    samples.clear();
    return snapshot;
  }

  Evaluation evaluate() {
    return evaluator.evaluate(snapshot());
  }

  Instant at() {
    return at;
  }

  /** Seconds since the scene began, on the wall clock. */
  long second() {
    return Duration.between(START, at).toSeconds();
  }

  /** One value of the CPU, five seconds after the last. */
  Verdict cpu(double percent) {
    return only(after(5).value(Metric.CPU_PERCENT, "", percent).evaluate());
  }

  /** The CPU could not be read, five seconds after the last snapshot. */
  Evaluation cpuFails() {
    return after(5).reading(Metric.CPU_PERCENT, "", new Reading.Failed("EIO")).evaluate();
  }

  static Verdict only(Evaluation evaluation) {
    if (evaluation.verdicts().size() != 1) {
      throw new AssertionError("one verdict expected: " + evaluation.verdicts());
    }
    return evaluation.verdicts().getFirst();
  }

  static State worst(Evaluation evaluation) {
    return evaluation.verdicts().stream()
        .map(Verdict::state)
        .reduce(State::worst)
        .orElse(State.UNKNOWN);
  }
}
