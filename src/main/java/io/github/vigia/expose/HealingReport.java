package io.github.vigia.expose;

import static java.util.Objects.requireNonNull;

import io.avaje.jsonb.Json;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How healing is, as {@code vigia status} shows it.
 *
 * @param mode the most that any treatment may do by itself
 * @param held why nothing may act; empty where it may
 * @param running what is under way; empty where nothing is
 * @param tokens of the budget
 * @param waiting attempts that wait for a yes
 * @param last the last attempt; null where there was none
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record HealingReport(
    String mode,
    String held,
    String running,
    double tokens,
    boolean safeMode,
    boolean storm,
    List<Waiting> waiting,
    List<Each> treatments,
    EventsReport.@Nullable Row last) {

  /** A text may lack any of them. */
  public HealingReport {
    requireNonNull(mode, "mode");
    requireNonNull(held, "held");
    requireNonNull(running, "running");
    requireNonNull(waiting, "waiting");
    requireNonNull(treatments, "treatments");
  }

  /**
   * An attempt that waits for a yes.
   *
   * @param hash of what would be done, to bind the yes to it
   * @param until when it is given up, ISO 8601 in UTC
   */
  public record Waiting(
      String id,
      String signal,
      String instance,
      String treatment,
      String step,
      String target,
      String preview,
      List<String> items,
      String hash,
      String until) {}

  /**
   * One treatment.
   *
   * @param mode how far it may go
   * @param last when it was attempted last, ISO 8601 in UTC; null = not since the start
   */
  public record Each(String name, String mode, @Nullable String last) {}

  public String toJson() {
    return ReportJson.write(HealingReport.class, this);
  }

  /**
   * The report in {@code json}.
   *
   * @throws IOException if it is no such report
   */
  public static HealingReport parse(String json) throws IOException {
    return ReportJson.parse(HealingReport.class, json);
  }
}
