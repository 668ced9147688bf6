package io.github.vigia.treat;

import io.github.vigia.model.Attempt;
import io.github.vigia.model.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls steps, one at a time, away from who asks; the answer goes to the {@link Healer}. Whatever a
 * step does, there is an answer, in the end.
 */
interface Hands {

  /** Answered by {@link Healer#previewed}. */
  void preview(Step step);

  /** Answered by {@link Healer#acted}. */
  void act(Step step, Preview preview, Attempt attempt);

  /** Answered by {@link Healer#rolledBack}. */
  void rollback(Step step, Effect effect, Attempt attempt);

  /**
   * How a step ended.
   *
   * @param failure why it failed; empty where it did not
   * @param timedOut whether it was stopped at its limit
   * @param interrupted whether it was stopped because the agent ends
   * @param touched whether it may have changed something before it failed
   */
  record Ending(
      Effect effect,
      String failure,
      boolean timedOut,
      boolean interrupted,
      boolean touched,
      Duration took) {

    /** How the attempt is judged already; null where its effect must be watched for. */
    @Nullable Outcome outcome() {
      if (interrupted) {
        return Outcome.INTERRUPTED;
      }
      if (timedOut) {
        return Outcome.TIMEOUT;
      }
      return failure.isEmpty() ? null : Outcome.FAILED;
    }
  }
}
