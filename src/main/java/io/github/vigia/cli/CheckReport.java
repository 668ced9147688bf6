package io.github.vigia.cli;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import io.github.vigia.model.Reading;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code vigia check --json} prints.
 *
 * @param state the worst of the signals that were asked for
 */
@Json(naming = Json.Naming.LowerUnderscore)
record CheckReport(String state, int code, List<Judged> signals) {

  /**
   * One condition.
   *
   * @param value it was judged by; null when not known
   */
  record Judged(String signal, String instance, String state, @Nullable Double value) {}

  static CheckReport of(State state, List<Verdict> verdicts) {
    return new CheckReport(
        state.name(),
        ExitCode.of(state),
        verdicts.stream()
            .map(verdict ->
                new Judged(
                    verdict.condition().signal().key(),
                    verdict.condition().instance(),
                    verdict.state().name(),
                    verdict.reading() instanceof Reading.Value(double value) ? value : null))
            .toList());
  }

  String toJson() {
    return Jsonb.builder()
        .serializeNulls(true)
        .serializeEmpty(true)
        .build()
        .type(CheckReport.class)
        .toJson(this);
  }
}
