package io.github.vigia.expose;

import static java.util.Objects.requireNonNull;

import io.avaje.jsonb.Json;
import java.io.IOException;
import java.util.List;

/**
 * What a reload of the settings came to, as {@code vigia reload} is told it.
 *
 * @param success whether the settings given are in force now
 * @param changes one line each
 * @param problems one line each; where one is an error, nothing was changed
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record ReloadReport(boolean success, List<String> changes, List<String> problems) {

  /** A text may lack any of them. */
  public ReloadReport {
    requireNonNull(changes, "changes");
    requireNonNull(problems, "problems");
  }

  public String toJson() {
    return ReportJson.write(ReloadReport.class, this);
  }

  /**
   * The report in {@code json}.
   *
   * @throws IOException if it is no such report
   */
  public static ReloadReport parse(String json) throws IOException {
    return ReportJson.parse(ReloadReport.class, json);
  }
}
