package io.github.vigia.expose;

import static java.util.Objects.requireNonNull;

import io.avaje.jsonb.Json;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a signal is as it is and what would be done about it, as {@code vigia explain} asks for it.
 *
 * @param signal its key
 * @param rule how it is judged
 * @param settings each with the place that it comes from
 * @param held why nothing may act; empty where it may
 * @param minCritical how many conditions must be critical before anything is treated
 * @param conditions what the signal is judged for
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record ExplainReport(
    String signal,
    Rule rule,
    List<Setting> settings,
    String held,
    int minCritical,
    List<Case> conditions) {

  /** A text may lack any of them. */
  public ExplainReport {
    requireNonNull(signal, "signal");
    requireNonNull(rule, "rule");
    requireNonNull(settings, "settings");
    requireNonNull(held, "held");
    requireNonNull(conditions, "conditions");
  }

  /**
   * How the signal is judged. A level that is off has no limits.
   *
   * @param confirm how many of the last {@code of} samples must reach a limit
   */
  public record Rule(
      boolean lowIsBad,
      @Nullable Double warningEnter,
      @Nullable Double warningClear,
      @Nullable Double criticalEnter,
      @Nullable Double criticalClear,
      int confirm,
      int of,
      double clearForSeconds) {}

  /** One setting that has a part in it. */
  public record Setting(String key, String value, String origin) {}

  /**
   * One condition.
   *
   * @param value null when not known
   * @param since when it entered its state, ISO 8601 in UTC
   * @param recent its last values, the oldest first
   * @param criticalSeconds how long it has been critical; 0 where it is not
   * @param sustainedSeconds how long it must be before it is treated
   * @param attempts on it so far
   * @param steps what would be tried, in that order
   */
  public record Case(
      String instance,
      String state,
      @Nullable Double value,
      String since,
      boolean flapping,
      List<Double> recent,
      double criticalSeconds,
      double sustainedSeconds,
      int attempts,
      List<Step> steps) {}

  /**
   * One step.
   *
   * @param next whether it is the one that is tried next
   * @param gate what holds it back, or would if the condition were critical; empty = nothing
   * @param why it does
   * @param secondsLeft of its cooldown
   * @param breaker whether it rests because it did not help
   */
  public record Step(
      String treatment,
      String step,
      String target,
      String mode,
      int danger,
      boolean next,
      String gate,
      String why,
      double secondsLeft,
      boolean breaker) {}

  public String toJson() {
    return ReportJson.write(ExplainReport.class, this);
  }

  /**
   * The report in {@code json}.
   *
   * @throws IOException if it is no such report
   */
  public static ExplainReport parse(String json) throws IOException {
    return ReportJson.parse(ExplainReport.class, json);
  }
}
