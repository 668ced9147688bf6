package io.github.vigia.treat;

import io.github.vigia.model.Attempt;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attempts as the log holds them. */
final class AttemptTree {

  private AttemptTree() {}

  static Map<String, @Nullable Object> of(Attempt attempt) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("attempt", attempt.id());
    tree.put("at", attempt.at().toString());
    tree.putAll(LedgerState.condition(attempt.condition()));
    tree.put("treatment", attempt.treatment());
    tree.put("step", attempt.step());
    tree.put("target", attempt.target());
    tree.put("danger", attempt.danger());
    tree.put("preview", attempt.preview());
    tree.put("took", attempt.took().toString());
    Outcome outcome = attempt.outcome();
    tree.put("outcome", outcome == null ? null : outcome.name());
    tree.put("direct", attempt.direct());
    tree.put("unit", attempt.unit());
    tree.put("summary", attempt.summary());
    tree.put("details", attempt.details());
    tree.put("baseline", attempt.baseline());
    tree.put("result", attempt.result());
    tree.put("before", attempt.before());
    tree.put("after", attempt.after());
    return tree;
  }

  /** Null where it is not whole, or of a signal that is gone. */
  static @Nullable Attempt read(Map<String, @Nullable Object> tree) {
    Condition condition = LedgerState.condition(tree);
    if (condition == null) {
      return null;
    }
    try {
      return new Attempt(
          Json.text(tree, "attempt"),
          Instant.parse(Json.text(tree, "at")),
          condition,
          Json.text(tree, "treatment"),
          Json.text(tree, "step"),
          Json.text(tree, "target"),
          (int) Json.whole(tree, "danger"),
          Json.text(tree, "preview"),
          Duration.parse(Json.text(tree, "took")),
          outcome(Json.text(tree, "outcome")),
          Json.number(tree, "direct"),
          Json.text(tree, "unit"),
          Json.text(tree, "summary"),
          Json.texts(tree, "details"),
          Json.number(tree, "baseline"),
          Json.number(tree, "result"),
          numbers(Json.object(tree, "before")),
          numbers(Json.object(tree, "after")));
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  private static @Nullable Outcome outcome(String name) {
    for (Outcome outcome : Outcome.values()) {
      if (outcome.name().equals(name)) {
        return outcome;
      }
    }
    return null;
  }

  private static Map<String, Double> numbers(Map<String, @Nullable Object> tree) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    tree.forEach((name, value) -> {
      if (value instanceof Number number) {
        numbers.put(name, number.doubleValue());
      }
    });
    return numbers;
  }

  /** An attempt that has just been decided on. */
  static Attempt begun(
      String id, Instant at, Condition condition, Step step, Preview preview, double baseline) {
    return new Attempt(
        id,
        at,
        condition,
        step.treatment(),
        step.name(),
        step.target(),
        step.danger(),
        preview.summary(),
        Duration.ZERO,
        null,
        0,
        "",
        "",
        List.of(),
        baseline,
        Double.NaN,
        Map.of(),
        Map.of());
  }

  /** The same once its step has ended. */
  static Attempt done(Attempt attempt, Effect effect, String summary, Duration took) {
    return new Attempt(
        attempt.id(),
        attempt.at(),
        attempt.condition(),
        attempt.treatment(),
        attempt.step(),
        attempt.target(),
        attempt.danger(),
        attempt.preview(),
        took,
        attempt.outcome(),
        effect.direct(),
        effect.unit(),
        summary,
        effect.details(),
        attempt.baseline(),
        attempt.result(),
        attempt.before(),
        attempt.after());
  }

  /** The same once it has been judged. */
  static Attempt judged(
      Attempt attempt, Outcome outcome, double result, Map<String, Double> after) {
    return new Attempt(
        attempt.id(),
        attempt.at(),
        attempt.condition(),
        attempt.treatment(),
        attempt.step(),
        attempt.target(),
        attempt.danger(),
        attempt.preview(),
        attempt.took(),
        outcome,
        attempt.direct(),
        attempt.unit(),
        attempt.summary(),
        attempt.details(),
        attempt.baseline(),
        result,
        attempt.before(),
        after);
  }

  /** The same with what the host was like before it. */
  static Attempt before(Attempt attempt, Map<String, Double> before) {
    return new Attempt(
        attempt.id(),
        attempt.at(),
        attempt.condition(),
        attempt.treatment(),
        attempt.step(),
        attempt.target(),
        attempt.danger(),
        attempt.preview(),
        attempt.took(),
        attempt.outcome(),
        attempt.direct(),
        attempt.unit(),
        attempt.summary(),
        attempt.details(),
        attempt.baseline(),
        attempt.result(),
        before,
        attempt.after());
  }
}
