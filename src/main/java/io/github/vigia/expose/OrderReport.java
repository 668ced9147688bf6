package io.github.vigia.expose;

import static java.util.Objects.requireNonNull;

import io.avaje.jsonb.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a treatment that a person asked for, as {@code vigia treat} is told it.
 *
 * @param order what it is asked for by
 * @param text treatment, step and target
 * @param state {@code waiting}, {@code running}, {@code ended} or {@code held_back}
 * @param gate what held it back, in lower case; empty where nothing did
 * @param why it was held back
 * @param attempt the attempt that it became, once it was judged
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record OrderReport(
    String order,
    String text,
    String state,
    String gate,
    String why,
    @Nullable AttemptReport attempt) {

  /** A text may lack any of them. */
  public OrderReport {
    requireNonNull(order, "order");
    requireNonNull(text, "text");
    requireNonNull(state, "state");
    requireNonNull(gate, "gate");
    requireNonNull(why, "why");
  }

  public boolean isOver() {
    return state.equals("ended") || state.equals("held_back");
  }

  public String toJson() {
    return ReportJson.write(OrderReport.class, this);
  }

  /**
   * The report in {@code json}.
   *
   * @throws IOException if it is no such report
   */
  public static OrderReport parse(String json) throws IOException {
    return ReportJson.parse(OrderReport.class, json);
  }
}
