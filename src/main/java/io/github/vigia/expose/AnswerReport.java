package io.github.vigia.expose;

import static java.util.Objects.requireNonNull;

import io.avaje.jsonb.Json;
import java.io.IOException;
import java.util.List;

/**
 * What a person said yes or no to, as {@code vigia approve} and {@code vigia refuse} are told it.
 *
 * @param preview what it would do
 * @param items what it would touch
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record AnswerReport(
    String id,
    boolean granted,
    String treatment,
    String step,
    String target,
    String preview,
    List<String> items) {

  /** A text may lack any of them. */
  public AnswerReport {
    requireNonNull(id, "id");
    requireNonNull(treatment, "treatment");
    requireNonNull(items, "items");
  }

  public String toJson() {
    return ReportJson.write(AnswerReport.class, this);
  }

  /**
   * The report in {@code json}.
   *
   * @throws IOException if it is no such report
   */
  public static AnswerReport parse(String json) throws IOException {
    return ReportJson.parse(AnswerReport.class, json);
  }
}
