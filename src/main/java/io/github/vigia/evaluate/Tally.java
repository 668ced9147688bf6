package io.github.vigia.evaluate;

import io.github.vigia.model.Average;
import io.github.vigia.model.AverageReport;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Means and counts of any number of records, in memory that does not grow with them. Only metrics
 * that have one instance are averaged. Every record counts alike, also one whose reading was served
 * from the cache: the journal, from which the same averages can be had, does not tell them apart.
 */
final class Tally {

  private final Map<Metric, Mean> means = new EnumMap<>(Metric.class);
  private final Map<Signal, Map<State, Long>> states = new EnumMap<>(Signal.class);
  private final Map<State, Long> nanos = new EnumMap<>(State.class);
  private final Map<Signal, State> worst = new EnumMap<>(Signal.class);
  private @Nullable Instant from;
  private @Nullable Instant to;
  private long lines;

  void clear() {
    means.clear();
    states.clear();
    nanos.clear();
    from = null;
    to = null;
    lines = 0;
  }

  void add(Snapshot snapshot, Evaluation evaluation) {
    lines++;
    from = earlier(from, snapshot.at());
    to = later(to, snapshot.at());
    List<Sample> samples = snapshot.samples();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      if (sample.metric().label().isEmpty()
          && sample.reading() instanceof Reading.Value(double value)
          && Double.isFinite(value)) {
        means.computeIfAbsent(sample.metric(), _ -> new Mean()).add(value);
      }
    }
    countStates(evaluation.verdicts());
  }

  /** The host was in {@code state} for so long. */
  void spend(State state, long elapsedNanos) {
    nanos.merge(state, elapsedNanos, Long::sum);
  }

  /** Adds all that {@code other} holds. */
  void add(Tally other) {
    lines += other.lines;
    from = earlier(from, other.from);
    to = later(to, other.to);
    other.means.forEach((metric, mean) -> means.computeIfAbsent(metric, _ -> new Mean()).add(mean));
    other.states.forEach(
        (signal, counts) -> counts.forEach((state, count) -> count(signal, state, count)));
    other.nanos.forEach(this::spend);
  }

  /** Empty if there was no record. */
  Optional<AverageReport> report() {
    Instant first = from;
    Instant last = to;
    if (first == null || last == null) {
      return Optional.empty();
    }
    List<Average> averages = new ArrayList<>();
    means.forEach((metric, mean) ->
        averages.add(new Average(metric, mean.value(), mean.count(), states(metric))));
    Map<State, Duration> time = new EnumMap<>(State.class);
    nanos.forEach((state, spent) -> time.put(state, Duration.ofNanos(spent)));
    return Optional.of(new AverageReport(first, last, lines, averages, time));
  }

  /** Each signal counts once a record, in the worst state of its instances. */
  private void countStates(List<Verdict> verdicts) {
    worst.clear();
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      worst.merge(verdict.condition().signal(), verdict.state(), State::worst);
    }
    worst.forEach((signal, state) -> count(signal, state, 1));
  }

  private void count(Signal signal, State state, long more) {
    states.computeIfAbsent(signal, _ -> new EnumMap<>(State.class)).merge(state, more, Long::sum);
  }

  private Map<State, Long> states(Metric metric) {
    Map<State, Long> found = new EnumMap<>(State.class);
    states.forEach((signal, counts) -> {
      if (headline(signal) == metric) {
        found.putAll(counts);
      }
    });
    return found;
  }

  /** The metric of one instance that stands for all that the signal judges, if there is one. */
  private static @Nullable Metric headline(Signal signal) {
    return switch (signal) {
      case DISK -> Metric.DISK_PERCENT;
      case LATENCY -> Metric.LATENCY_MS;
      case LOSS -> Metric.NETWORK_LOSS_PERCENT;
      case TEMPERATURE -> Metric.TEMPERATURE;
      case INODES, FILESYSTEM, CARRIER -> null;
      case CPU, MEMORY, CONTAINER_MEMORY, PING, ZOMBIES, PIDS, OPEN_FILES, BYTES_SENT, BYTES_RECV ->
          signal.metric();
    };
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }
}
