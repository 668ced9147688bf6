package io.github.vigia.expose;

import static java.util.Objects.requireNonNull;

import io.avaje.jsonb.Json;
import io.github.vigia.model.Attempt;
import io.github.vigia.model.Outcome;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of treatments, as {@code vigia events} asks for it.
 *
 * @param attempts the newest first
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record EventsReport(List<Row> attempts) {

  /** A text may lack it. */
  public EventsReport {
    requireNonNull(attempts, "attempts");
  }

  /**
   * One attempt in short.
   *
   * @param at when it began, ISO 8601 in UTC
   * @param outcome in upper case; null while it is not judged
   * @param tookSeconds from its start to the end of what it did
   */
  public record Row(
      String id,
      String at,
      String signal,
      String instance,
      String treatment,
      String step,
      String target,
      @Nullable String outcome,
      double tookSeconds,
      String summary) {}

  public static EventsReport of(List<Attempt> attempts) {
    return new EventsReport(attempts.stream().map(EventsReport::row).toList());
  }

  private static Row row(Attempt attempt) {
    Outcome outcome = attempt.outcome();
    return new Row(
        attempt.id(),
        attempt.at().toString(),
        attempt.condition().signal().key(),
        attempt.condition().instance(),
        attempt.treatment(),
        attempt.step(),
        attempt.target(),
        outcome == null ? null : outcome.name(),
        attempt.took().toMillis() / 1000.0,
        attempt.summary());
  }

  public String toJson() {
    return ReportJson.write(EventsReport.class, this);
  }

  /**
   * The report in {@code json}.
   *
   * @throws IOException if it is no such report
   */
  public static EventsReport parse(String json) throws IOException {
    return ReportJson.parse(EventsReport.class, json);
  }
}
