package io.github.vigia.record;

import io.github.vigia.model.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a reader of the journal still knows from earlier lines: a line has the mounts, sensors and
 * probes only where they were read anew, and the last values hold until then. One thread.
 */
public final class Carried {

  private record Known(double value, Instant at) {}

  private final Map<Signal, Map<String, Known>> known = JournalRecord.bySignal();
  private final Duration validFor;

  /**
   * Holds values for a while.
   *
   * @param validFor after which a value that no line repeated is of something that is gone
   */
  public Carried(Duration validFor) {
    this.validFor = validFor;
  }

  /** The record that follows the last one, with all that is known besides. */
  public JournalRecord next(JournalRecord line) {
    Instant at = line.time().toInstant();
    line.signals()
        .forEach((signal, values) ->
            values.forEach((instance, value) ->
                known
                    .computeIfAbsent(signal, _ -> new LinkedHashMap<>())
                    .put(instance, new Known(value, at))));
    Map<Signal, Map<String, Double>> signals = JournalRecord.bySignal();
    known.forEach((signal, values) -> {
      values.values().removeIf(value -> isOver(value.at(), at));
      if (!values.isEmpty()) {
        Map<String, Double> valid = new LinkedHashMap<>();
        values.forEach((instance, value) -> valid.put(instance, value.value()));
        signals.put(signal, valid);
      }
    });
    return new JournalRecord(
        line.time(),
        line.message(),
        line.state(),
        line.metrics(),
        line.latencyEstimated(),
        line.states(),
        line.alerts(),
        line.notes(),
        signals,
        line.top());
  }

  /** A clock that was set back makes nothing young again. */
  private boolean isOver(Instant then, Instant now) {
    return Duration.between(then, now).abs().compareTo(validFor) > 0;
  }
}
