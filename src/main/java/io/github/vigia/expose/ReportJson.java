package io.github.vigia.expose;

import io.avaje.json.stream.BufferRecycleStrategy;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;

/** The reports that a running agent gives to commands, as JSON and back. */
final class ReportJson {

  private ReportJson() {}

  static <T> String write(Class<T> type, T report) {
    return Jsonb.builder()
        .serializeNulls(true)
        .serializeEmpty(true)
        .build()
        .type(type)
        .toJson(report);
  }

  /**
   * The report in {@code json}.
   *
   * @throws IOException if it is no such report
   */
  static <T> T parse(Class<T> type, String json) throws IOException {
    try {
      // A parser that failed still knows the names of its type, so that nobody may get it next.
      return Jsonb.builder()
          .bufferRecycling(BufferRecycleStrategy.NO_RECYCLING)
          .build()
          .type(type)
          .fromJson(json);
    } catch (RuntimeException e) {
      throw new IOException("the agent's answer is not as expected: " + e.getMessage(), e);
    }
  }
}
