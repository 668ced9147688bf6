package io.github.vigia.expose;

import static java.util.Objects.requireNonNull;

import io.avaje.jsonb.Json;
import io.github.vigia.model.Average;
import io.github.vigia.model.AverageReport;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the host is, as {@code vigia status} asks for it; one line of JSON with stable keys.
 *
 * @param version of the agent
 * @param state of the host; {@code UNKNOWN} before the first cycle
 * @param timestamp of the last cycle, ISO 8601 in UTC; null before the first
 * @param signals every condition that is judged
 * @param metrics those of one instance by key; null when not known
 * @param averages over the average window; null before it holds a record
 * @param healing how healing is; null where nothing is treated
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record StatusReport(
    String version,
    String state,
    @Nullable String timestamp,
    List<Judged> signals,
    Map<String, @Nullable Double> metrics,
    @Nullable Means averages,
    @Nullable HealingReport healing) {

  /** A text may lack any of them. */
  public StatusReport {
    requireNonNull(version, "version");
    requireNonNull(state, "state");
    requireNonNull(signals, "signals");
    requireNonNull(metrics, "metrics");
  }

  /**
   * One condition.
   *
   * @param value it was judged by; null when not known
   * @param since when it entered its state, ISO 8601 in UTC
   */
  public record Judged(
      String signal,
      String instance,
      String state,
      @Nullable Double value,
      String since,
      boolean flapping) {}

  /**
   * Means of the metrics of one instance.
   *
   * @param from of the first record, ISO 8601 in UTC
   * @param to of the last record
   * @param lines how many records there were
   */
  public record Means(String from, String to, long lines, Map<String, Double> mean) {}

  /** Of the last cycle, null before the first. */
  public static StatusReport of(
      String version,
      @Nullable Cycle cycle,
      @Nullable AverageReport averages,
      @Nullable HealingReport healing) {
    if (cycle == null) {
      return new StatusReport(version, "UNKNOWN", null, List.of(), Map.of(), null, healing);
    }
    List<Judged> signals = new ArrayList<>();
    for (Verdict verdict : cycle.evaluation().verdicts()) {
      signals.add(
          new Judged(
              verdict.condition().signal().key(),
              verdict.condition().instance(),
              verdict.state().name(),
              value(verdict.reading()),
              verdict.since().toString(),
              verdict.flapping()));
    }
    Map<String, @Nullable Double> metrics = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      if (metric.label().isEmpty() && metric.family().startsWith("monitoring_")) {
        metrics.put(metric.key(), value(cycle.snapshot().reading(metric)));
      }
    }
    return new StatusReport(
        version,
        cycle.evaluation().host().name(),
        cycle.snapshot().at().toString(),
        signals,
        metrics,
        averages == null ? null : means(averages),
        healing);
  }

  private static Means means(AverageReport report) {
    Map<String, Double> mean = new LinkedHashMap<>();
    for (Average average : report.averages()) {
      if (!average.metric().isCounter()) {
        mean.put(average.metric().key(), Math.rint(average.mean() * 1000) / 1000);
      }
    }
    return new Means(
        report.from().toString(),
        report.to().toString(),
        report.lines(),
        Collections.unmodifiableMap(mean));
  }

  private static @Nullable Double value(Reading reading) {
    return reading instanceof Reading.Value(double value) && Double.isFinite(value) ? value : null;
  }

  public String toJson() {
    return ReportJson.write(StatusReport.class, this);
  }

  /**
   * The report in {@code json}.
   *
   * @throws IOException if it is no such report
   */
  public static StatusReport parse(String json) throws IOException {
    return ReportJson.parse(StatusReport.class, json);
  }
}
