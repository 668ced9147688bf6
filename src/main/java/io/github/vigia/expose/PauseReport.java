package io.github.vigia.expose;

import io.avaje.jsonb.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Whether healing is held back, as {@code vigia pause} and {@code vigia resume} are told it.
 *
 * @param changed whether the command made a difference
 * @param until when the pause ends, ISO 8601 in UTC; null without one
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record PauseReport(boolean paused, boolean changed, @Nullable String until) {

  public String toJson() {
    return ReportJson.write(PauseReport.class, this);
  }

  /**
   * The report in {@code json}.
   *
   * @throws IOException if it is no such report
   */
  public static PauseReport parse(String json) throws IOException {
    return ReportJson.parse(PauseReport.class, json);
  }
}
