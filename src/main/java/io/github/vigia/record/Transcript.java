package io.github.vigia.record;

import io.github.vigia.model.Cycle;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.TopProcess;
import io.github.vigia.model.Verdict;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns cycles into records. It remembers the last one, so that what refreshes slowly (mounts,
 * sensors, processes) is on a line only where it is new; the first line of each day has all that is
 * known. One thread.
 */
public final class Transcript {

  /** How often the top processes are kept: each time costs as much as a line without them. */
  private static final long TOP_EVERY = Duration.ofSeconds(10).toNanos();

  /** The signals whose values are not among the metrics of a line, by their metric. */
  private static final Map<Metric, Signal> EXTRA = extra();

  private final View view;
  private final Sentences sentences;
  private final ZoneId zone;
  private @Nullable LocalDate day;
  private long lastNanos;
  private long lastTopNanos;

  public Transcript(View view, Sentences sentences, ZoneId zone) {
    this.view = view;
    this.sentences = sentences;
    this.zone = zone;
  }

  private static Map<Metric, Signal> extra() {
    Map<Metric, Signal> extra = new EnumMap<>(Metric.class);
    for (Signal signal : Signal.values()) {
      if (!JournalRecord.METRIC_SET.contains(signal.metric())) {
        extra.put(signal.metric(), signal);
      }
    }
    return extra;
  }

  /** The record of the cycle that follows the last one. */
  public JournalRecord next(Cycle cycle) {
    OffsetDateTime time =
        OffsetDateTime.ofInstant(cycle.snapshot().at().truncatedTo(ChronoUnit.MILLIS), zone);
    long nanos = cycle.snapshot().nanos();
    boolean whole = !time.toLocalDate().equals(day);
    boolean withTop = whole || nanos - lastTopNanos >= TOP_EVERY;
    List<Verdict> verdicts = cycle.evaluation().verdicts();
    JournalRecord next =
        new JournalRecord(
            time,
            view.line(cycle.snapshot()),
            cycle.evaluation().host(),
            metrics(cycle.snapshot().samples()),
            estimated(cycle),
            states(verdicts),
            alerts(verdicts),
            notes(cycle.evaluation().events()),
            signals(cycle.snapshot().samples(), whole),
            withTop ? top(cycle.snapshot().top()) : List.of());
    day = time.toLocalDate();
    lastNanos = nanos;
    lastTopNanos = withTop ? nanos : lastTopNanos;
    return next;
  }

  private static Map<Metric, Double> metrics(List<Sample> samples) {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      if (JournalRecord.METRIC_SET.contains(sample.metric())
          && sample.instance().isEmpty()
          && sample.reading() instanceof Reading.Value(double value)) {
        metrics.put(sample.metric(), JournalRecord.rounded(value));
      }
    }
    return metrics;
  }

  /** Unknown, too, where it is not known how long the latency is. */
  private static @Nullable Boolean estimated(Cycle cycle) {
    if (cycle.snapshot().reading(Metric.LATENCY_MS) instanceof Reading.Value
        && cycle.snapshot().reading(Metric.LATENCY_ESTIMATED)
            instanceof Reading.Value(double value)) {
      return value != 0;
    }
    return null;
  }

  private static Map<Signal, State> states(List<Verdict> verdicts) {
    Map<Signal, State> states = JournalRecord.bySignal();
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      Signal signal = verdict.condition().signal();
      if (!signal.stateField().isEmpty()) {
        State known = states.get(signal);
        states.put(signal, known == null ? verdict.state() : known.worst(verdict.state()));
      }
    }
    return states;
  }

  private static List<JournalRecord.Alert> alerts(List<Verdict> verdicts) {
    List<JournalRecord.Alert> alerts = new ArrayList<>();
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      if (verdict.state() != State.STABLE) {
        Double value =
            verdict.reading() instanceof Reading.Value(double known)
                ? Double.valueOf(JournalRecord.rounded(known))
                : null;
        alerts.add(
            new JournalRecord.Alert(
                verdict.condition(),
                verdict.state(),
                value,
                verdict.since().truncatedTo(ChronoUnit.MILLIS)));
      }
    }
    return alerts;
  }

  private List<JournalRecord.Note> notes(List<Event> events) {
    List<JournalRecord.Note> notes = new ArrayList<>();
    for (Event event : events) {
      notes.add(new JournalRecord.Note(recorded(event), sentences.of(event)));
    }
    return notes;
  }

  private static Event recorded(Event event) {
    return event instanceof Event.StateChanged(var at, var condition, var from, var to, var reading)
        ? new Event.StateChanged(at, condition, from, to, recorded(reading))
        : event;
  }

  private static Reading recorded(Reading reading) {
    return reading instanceof Reading.Value(double value)
        ? new Reading.Value(JournalRecord.rounded(value))
        : JournalRecord.UNKNOWN;
  }

  private Map<Signal, Map<String, Double>> signals(List<Sample> samples, boolean whole) {
    Map<Signal, Map<String, Double>> signals = JournalRecord.bySignal();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      Signal signal = EXTRA.get(sample.metric());
      if (signal != null && (whole || sample.nanos() - lastNanos > 0)) {
        double value =
            sample.reading() instanceof Reading.Value(double known)
                ? JournalRecord.rounded(known)
                : Double.NaN;
        signals.computeIfAbsent(signal, _ -> new LinkedHashMap<>()).put(sample.instance(), value);
      }
    }
    return signals;
  }

  private static List<TopProcess> top(List<TopProcess> processes) {
    List<TopProcess> top = new ArrayList<>();
    for (TopProcess process : processes) {
      top.add(
          new TopProcess(
              process.pid(),
              process.name(),
              JournalRecord.rounded(process.cpuPercent()),
              process.residentBytes(),
              JournalRecord.rounded(process.ioBytesPerSecond())));
    }
    return top;
  }
}
