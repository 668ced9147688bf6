package io.github.vigia.treat;

import io.github.vigia.model.Attempt;
import io.github.vigia.model.Outcome;
import io.github.vigia.model.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the engine counts, for {@code /metrics}. One thread. */
final class Tallies {

  private final Map<String, Map<Outcome, Long>> attempts = new TreeMap<>();
  private final Map<String, Map<Gate, Long>> refused = new TreeMap<>();
  private final Map<String, Instant> last = new TreeMap<>();

  void ended(Attempt attempt) {
    Outcome outcome = attempt.outcome();
    if (outcome != null) {
      attempts
          .computeIfAbsent(attempt.treatment(), _ -> new TreeMap<>())
          .merge(outcome, 1L, Long::sum);
      last.put(attempt.treatment(), attempt.at());
    }
  }

  void refused(String treatment, Gate gate) {
    refused.computeIfAbsent(treatment, _ -> new TreeMap<>()).merge(gate, 1L, Long::sum);
  }

  @Nullable Instant last(String treatment) {
    return last.get(treatment);
  }

  List<Series> series(Ledger ledger, Phase phase, long now) {
    List<Series> series = new ArrayList<>();
    attempts.forEach((treatment, outcomes) ->
        outcomes.forEach((outcome, count) ->
            series.add(
                new Series(
                    "vigia_treatment_attempts_total",
                    "Attempts of a treatment since start, by their outcome.",
                    labels("treatment", treatment, "outcome", key(outcome.name())),
                    count))));
    refused.forEach((treatment, gates) ->
        gates.forEach((gate, count) ->
            series.add(
                new Series(
                    "vigia_treatment_refused_total",
                    "Times that a treatment was due and a gate held it back, since start.",
                    labels("treatment", treatment, "gate", key(gate.name())),
                    count))));
    last.forEach((treatment, at) ->
        series.add(
            new Series(
                "vigia_treatment_last_attempt_timestamp_seconds",
                "When a treatment was attempted last.",
                Map.of("treatment", treatment),
                at.toEpochMilli() / 1000.0)));
    ledger.incidents.forEach((condition, incident) -> {
      if (incident.attempts() > 0 || !incident.mayStart(now)) {
        series.add(
            new Series(
                "vigia_treatment_hold_seconds",
                "Time until a condition may be treated again.",
                labels("signal", condition.signal().key(), "instance", condition.instance()),
                Math.max(0, incident.notBefore() - now) / 1e9));
      }
    });
    ledger.breakers.forEach((key, breaker) ->
        series.add(
            new Series(
                "vigia_treatment_breaker_open",
                "1 where a treatment rests because it did not help.",
                labels(
                    "treatment",
                    key.substring(0, Math.max(0, key.indexOf('@'))),
                    "target",
                    key.substring(key.indexOf('@') + 1)),
                breaker.allows(now) ? 0 : 1)));
    series.add(
        new Series(
            "vigia_treatment_budget_tokens",
            "Attempts that can be paid for, of danger 1.",
            Map.of(),
            ledger.tokens(now)));
    series.add(
        new Series(
            "vigia_treatment_running",
            "1 while a treatment acts or is verified.",
            Map.of(),
            phase instanceof Phase.Idle || phase instanceof Phase.Rechecking ? 0 : 1));
    return List.copyOf(series);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> labels(
      String name, String value, String otherName, String otherValue) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(name, value);
    labels.put(otherName, otherValue);
    return labels;
  }
}
