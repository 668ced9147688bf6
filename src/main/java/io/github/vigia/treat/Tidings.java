package io.github.vigia.treat;

import io.github.vigia.model.Attempt;
import io.github.vigia.model.Event;
import java.time.Instant;
import java.util.Objects;

/** What is told of attempts. */
final class Tidings {

  private Tidings() {}

  static Event started(Attempt attempt, Instant at) {
    return new Event.TreatmentStarted(
        at,
        attempt.id(),
        attempt.condition(),
        attempt.treatment(),
        attempt.step(),
        attempt.target(),
        attempt.preview());
  }

  /** Of an attempt that was judged. */
  static Event ended(Attempt attempt, Instant at) {
    return new Event.TreatmentEnded(
        at,
        attempt.id(),
        attempt.condition(),
        attempt.treatment(),
        attempt.step(),
        attempt.target(),
        Objects.requireNonNull(attempt.outcome()),
        attempt.took(),
        attempt.summary());
  }

  static Event wanted(Approvals.Request request, Instant at) {
    return new Event.ApprovalWanted(
        at,
        request.id(),
        request.condition(),
        request.treatment(),
        request.step(),
        request.target(),
        request.summary(),
        request.ends());
  }
}
