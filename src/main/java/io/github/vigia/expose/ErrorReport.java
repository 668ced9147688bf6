package io.github.vigia.expose;

import static java.util.Objects.requireNonNull;

import io.avaje.jsonb.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why the agent did not do what a command asked for.
 *
 * @param kind {@code usage}, {@code data}, {@code held_back} or {@code unavailable}; null where it
 *     is a fault of the agent, or a command that it does not know
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record ErrorReport(String error, @Nullable String kind) {

  /** A text may lack it. */
  public ErrorReport {
    requireNonNull(error, "error");
  }

  public String toJson() {
    return ReportJson.write(ErrorReport.class, this);
  }

  /**
   * The report in {@code json}.
   *
   * @throws IOException if it is no such report
   */
  public static ErrorReport parse(String json) throws IOException {
    return ReportJson.parse(ErrorReport.class, json);
  }
}
