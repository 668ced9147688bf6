package io.github.vigia.expose;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Cycle;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cycles as literals. */
final class Cycles {

  static final Instant AT = Instant.parse("2026-11-22T18:30:47Z");
  static final long NANOS = 5_000_000_000L;

  private Cycles() {}

  static Cycle of(State host, List<Verdict> verdicts, Sample... samples) {
    return new Cycle(
        new Snapshot(AT, NANOS, List.of(samples), List.of()),
        new Evaluation(host, verdicts, List.of(), Set.of()),
        List.of());
  }

  static Cycle of(Sample... samples) {
    return of(State.STABLE, List.of(), samples);
  }

  static Sample value(Metric metric, String instance, double value) {
    return new Sample(metric, instance, new Reading.Value(value), NANOS - 1_500_000_000L);
  }

  static Sample absent(Metric metric) {
    return new Sample(metric, "", new Reading.Absent("no such thing"), NANOS);
  }

  static Sample failed(Metric metric) {
    return new Sample(metric, "", new Reading.Failed("broken"), NANOS);
  }

  static Verdict verdict(Signal signal, String instance, State state) {
    return new Verdict(
        new Condition(signal, instance),
        state,
        state,
        new Reading.Value(1),
        AT.minusMillis(90_500),
        state == State.CRITICAL,
        false);
  }

  static Map<Signal, Rule> rules() {
    Map<Signal, Rule> rules = new EnumMap<>(Signal.class);
    rules.put(
        Signal.CPU,
        new Rule(false, new Limit(75, 70), new Limit(90, 85.5), 2, 3, Duration.ofSeconds(30)));
    rules.put(Signal.CARRIER, new Rule(true, null, new Limit(0, 1), 1, 1, Duration.ofSeconds(10)));
    return rules;
  }

  /** Every metric that there is, with two instances where it has them. */
  static Cycle whole() {
    List<Sample> samples = new ArrayList<>();
    List<Sample> own = new ArrayList<>();
    double value = 1;
    for (Metric metric : Metric.values()) {
      List<Sample> target = metric.key().startsWith("vigia_") ? own : samples;
      value = value * 1.5 + 0.25;
      target.add(value(metric, metric.label().isEmpty() ? "" : "first", value));
      if (!metric.label().isEmpty()) {
        target.add(value(metric, "C:\\two \"ü\"\n/\uD83D\uDE00", 0.1));
      }
    }
    return new Cycle(
        new Snapshot(AT, NANOS, samples, List.of()),
        new Evaluation(
            State.CRITICAL,
            List.of(
                verdict(Signal.CPU, "", State.WARNING),
                verdict(Signal.DISK, "/", State.STABLE),
                verdict(Signal.DISK, "/var", State.CRITICAL),
                verdict(Signal.TEMPERATURE, "a", State.UNKNOWN)),
            List.of(),
            Set.of()),
        own);
  }
}
