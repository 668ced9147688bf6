package io.github.vigia.record;

import io.github.vigia.model.Condition;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.TopProcess;
import io.github.vigia.model.Verdict;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal: one cycle. Every number is rounded to three decimals.
 *
 * @param time with the offset of the host's zone, to the millisecond
 * @param message the one-line view
 * @param state of the host
 * @param metrics the contract's metrics that were known; on the line each other one is null
 * @param latencyEstimated whether latency was the time of a TCP connect; null when unknown
 * @param states the worst state of a signal's conditions, for the signals that have a field
 * @param alerts the conditions that were not STABLE
 * @param notes what happened
 * @param signals values by instance of the evaluated metrics that {@code metrics} does not have,
 *     NaN when unknown; only those that are fresh since the last line
 * @param top the processes that use most; only now and then
 */
public record JournalRecord(
    OffsetDateTime time,
    String message,
    State state,
    Map<Metric, Double> metrics,
    @Nullable Boolean latencyEstimated,
    Map<Signal, State> states,
    List<Alert> alerts,
    List<Note> notes,
    Map<Signal, Map<String, Double>> signals,
    List<TopProcess> top) {

  /** The metrics that each line has, known or not, in their order. */
  static final List<Metric> METRICS =
      List.of(
          Metric.CPU_PERCENT,
          Metric.CPU_FREQ_GHZ,
          Metric.MEMORY_PERCENT,
          Metric.MEMORY_USED_BYTES,
          Metric.MEMORY_TOTAL_BYTES,
          Metric.DISK_PERCENT,
          Metric.DISK_USED_BYTES,
          Metric.DISK_TOTAL_BYTES,
          Metric.BYTES_SENT,
          Metric.BYTES_RECV,
          Metric.PING_MS,
          Metric.LATENCY_MS,
          Metric.TEMPERATURE,
          Metric.NETWORK_LOSS_PERCENT,
          Metric.LOAD_1,
          Metric.LOAD_5,
          Metric.LOAD_15,
          Metric.NET_IN_MBPS,
          Metric.NET_OUT_MBPS);

  static final Set<Metric> METRIC_SET = Collections.unmodifiableSet(EnumSet.copyOf(METRICS));

  /** What a record says of a reading that had no value. */
  static final Reading UNKNOWN = new Reading.Absent("not known when it was recorded");

  /**
   * A condition that is not STABLE.
   *
   * @param value it was judged by; null when unknown
   */
  public record Alert(Condition condition, State state, @Nullable Double value, Instant since) {}

  /** Something that happened, and the same as a sentence. */
  public record Note(Event event, String text) {}

  /** Name of the severity that log viewers know. */
  public String level() {
    return HumanLine.level(state);
  }

  /**
   * The cycle as far as it was recorded, for those who read the journal in place of the agent.
   * Conditions that were stable appear where the record names them.
   */
  public Cycle toCycle() {
    List<Event> events = new ArrayList<>();
    for (Note note : notes) {
      events.add(note.event());
    }
    Snapshot snapshot = new Snapshot(time.toInstant(), nanos(), samples(), top);
    return new Cycle(snapshot, new Evaluation(state, verdicts(), events, Set.of()), List.of());
  }

  /** The wall clock stands in for the monotonic one, which means nothing in another process. */
  private long nanos() {
    return time.toEpochSecond() * 1_000_000_000L + time.getNano();
  }

  private List<Sample> samples() {
    long nanos = nanos();
    List<Sample> samples = new ArrayList<>();
    for (Metric metric : METRICS) {
      samples.add(new Sample(metric, "", reading(metrics.get(metric)), nanos));
    }
    samples.add(new Sample(Metric.CPU_TEMP_C, "", reading(metrics.get(Metric.TEMPERATURE)), nanos));
    Double estimated = latencyEstimated == null ? null : latencyEstimated ? 1.0 : 0.0;
    samples.add(new Sample(Metric.LATENCY_ESTIMATED, "", reading(estimated), nanos));
    signals.forEach((signal, values) ->
        values.forEach((instance, value) ->
            samples.add(new Sample(signal.metric(), instance, reading(value), nanos))));
    return samples;
  }

  private List<Verdict> verdicts() {
    Map<Condition, Verdict> verdicts = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      verdicts.put(alert.condition(), verdict(alert));
    }
    states.forEach((signal, state) -> {
      if (METRIC_SET.contains(signal.metric()) && state == State.STABLE) {
        stable(verdicts, new Condition(signal, ""), metrics.get(signal.metric()));
      }
    });
    signals.forEach((signal, values) ->
        values.forEach(
            (instance, value) -> stable(verdicts, new Condition(signal, instance), value)));
    return List.copyOf(verdicts.values());
  }

  private static Verdict verdict(Alert alert) {
    State state = alert.state();
    Reading reading = reading(alert.value());
    return new Verdict(alert.condition(), state, state, reading, alert.since(), false, false);
  }

  private void stable(
      Map<Condition, Verdict> verdicts, Condition condition, @Nullable Double value) {
    Instant at = time.toInstant();
    State stable = State.STABLE;
    verdicts.putIfAbsent(
        condition, new Verdict(condition, stable, stable, reading(value), at, false, false));
  }

  private static Reading reading(@Nullable Double value) {
    return value == null || value.isNaN() ? UNKNOWN : new Reading.Value(value);
  }

  /** Rounds to three decimals, which no sensor here exceeds. */
  static double rounded(double value) {
    return Math.abs(value) < 1e12 ? Math.rint(value * 1000) / 1000 + 0.0 : value;
  }

  static <V> Map<Signal, V> bySignal() {
    return new EnumMap<>(Signal.class);
  }
}
