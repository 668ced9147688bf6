package io.github.vigia.expose;

import static java.util.Objects.requireNonNull;

import io.avaje.jsonb.Json;
import io.github.vigia.model.Attempt;
import io.github.vigia.model.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt with the host before and after it, as {@code vigia show} asks for it.
 *
 * @param at when it began, ISO 8601 in UTC
 * @param preview what it was going to do
 * @param outcome in upper case; null while it is not judged
 * @param tookSeconds from its start to the end of what it did
 * @param direct how much it did, in {@code unit}
 * @param summary what it did, in one sentence
 * @param details further lines of its output
 * @param baseline the value of the signal before; null when not known
 * @param result the value of the signal at the end of the verification; null when not known
 * @param before metrics of the host before, by name
 * @param after metrics of the host after the verification, by name
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record AttemptReport(
    String id,
    String at,
    String signal,
    String instance,
    String treatment,
    String step,
    String target,
    int danger,
    String preview,
    @Nullable String outcome,
    double tookSeconds,
    double direct,
    String unit,
    String summary,
    List<String> details,
    @Nullable Double baseline,
    @Nullable Double result,
    Map<String, Double> before,
    Map<String, Double> after) {

  /** A text may lack any of them. */
  public AttemptReport {
    requireNonNull(id, "id");
    requireNonNull(at, "at");
    requireNonNull(signal, "signal");
    requireNonNull(treatment, "treatment");
    requireNonNull(details, "details");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }

  public static AttemptReport of(Attempt attempt) {
    Outcome outcome = attempt.outcome();
    return new AttemptReport(
        attempt.id(),
        attempt.at().toString(),
        attempt.condition().signal().key(),
        attempt.condition().instance(),
        attempt.treatment(),
        attempt.step(),
        attempt.target(),
        attempt.danger(),
        attempt.preview(),
        outcome == null ? null : outcome.name(),
        attempt.took().toMillis() / 1000.0,
        attempt.direct(),
        attempt.unit(),
        attempt.summary(),
        attempt.details(),
        known(attempt.baseline()),
        known(attempt.result()),
        attempt.before(),
        attempt.after());
  }

  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }

  public String toJson() {
    return ReportJson.write(AttemptReport.class, this);
  }

  /**
   * The report in {@code json}.
   *
   * @throws IOException if it is no such report
   */
  public static AttemptReport parse(String json) throws IOException {
    return ReportJson.parse(AttemptReport.class, json);
  }
}
