package io.github.vigia.config;

import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * What several values must be together. The value at fault is the one from the stronger source; if
 * it came from a variable, what lay below it counts again.
 */
final class Checks {

  private final Values values;
  private final Consumer<ConfigProblem> problems;

  private Checks(Values values, Consumer<ConfigProblem> problems) {
    this.values = values;
    this.problems = problems;
  }

  static void run(Values values, Consumer<ConfigProblem> problems) {
    Checks checks = new Checks(values, problems);
    for (SignalKeys signal : Keys.SIGNALS.values()) {
      checks.order(signal);
    }
    checks.fileSize();
    checks.mainTarget();
  }

  private void order(SignalKeys signal) {
    while (!inOrder(signal)) {
      String above = signal.lowIsBad() ? "below" : "above";
      String below = signal.lowIsBad() ? "above" : "below";
      boolean criticalAtFault = isStronger(signal.critical(), signal.warning());
      boolean done =
          criticalAtFault
              ? report(signal.critical(), above, signal.warning())
              : report(signal.warning(), below, signal.critical());
      if (done) {
        return;
      }
    }
  }

  private boolean inOrder(SignalKeys signal) {
    OptionalDouble warning = values.get(signal.warning());
    OptionalDouble critical = values.get(signal.critical());
    if (warning.isEmpty() || critical.isEmpty()) {
      return true;
    }
    double distance = critical.orElseThrow() - warning.orElseThrow();
    return signal.lowIsBad() ? distance < 0 : distance > 0;
  }

  private void fileSize() {
    if (values.get(Keys.LOG_MAX_FILE_SIZE) > values.get(Keys.LOG_MAX_SIZE)) {
      boolean file = isStronger(Keys.LOG_MAX_FILE_SIZE, Keys.LOG_MAX_SIZE);
      report(
          file ? Keys.LOG_MAX_FILE_SIZE : Keys.LOG_MAX_SIZE,
          file ? "at most" : "at least",
          file ? Keys.LOG_MAX_SIZE : Keys.LOG_MAX_FILE_SIZE);
    }
  }

  private void mainTarget() {
    if (values.get(Keys.TARGETS).stream().allMatch(Settings.Latency.GATEWAY::equals)) {
      problems.accept(
          values
              .top(Keys.TARGETS)
              .origin()
              .problem(Severity.ERROR, "targets: at least one besides gateway is needed"));
    }
  }

  /** Of two in the same layer the second is at fault, as a reader goes from top to bottom. */
  private boolean isStronger(Key<?> key, Key<?> other) {
    return values.top(key).rank() >= values.top(other).rank();
  }

  /** Whether it is an error that ends the matter; else the value is gone and all is to see anew. */
  private boolean report(Key<?> key, String relation, Key<?> other) {
    Values.Given given = values.top(key);
    String text = given.text();
    String message =
        "%s (%s) must be %s %s (%s%s)"
            .formatted(
                key.name(),
                text,
                relation,
                other.name(),
                values.top(other).text(),
                values.top(other).origin().layer() == Origin.Layer.DEFAULT ? ", the default" : "");
    if (!given.origin().isVariable()) {
      problems.accept(given.origin().problem(Severity.ERROR, message));
      return true;
    }
    values.pop(key);
    problems.accept(
        given
            .origin()
            .problem(
                Severity.INVALID,
                given.origin().variable() + ": " + message + "; using " + values.top(key).text()));
    return false;
  }
}
