package io.github.vigia.treat;

import io.github.vigia.model.Attempt;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Outcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the engine is at. At most one attempt is anywhere but at its beginning. */
sealed interface Phase {

  /**
   * A step that is considered for a condition.
   *
   * @param dry whether only its preview is wanted
   * @param request the approval that it has; null where it has none
   * @param manual whether a person asked for it now
   */
  record Candidate(
      Condition condition,
      Step step,
      boolean dry,
      Approvals.@Nullable Request request,
      boolean manual) {}

  /**
   * An attempt that has begun.
   *
   * @param baseline the values before
   * @param alarmed the guards that were critical already
   */
  record Running(Candidate candidate, Attempt attempt, Recent baseline, Set<Condition> alarmed) {}

  /** Nothing is under way. */
  record Idle() implements Phase {}

  /** A reading that is newer than {@code asked} is waited for. */
  record Rechecking(Candidate candidate, long asked) implements Phase {}

  /** The step looks at what it would do. */
  record Previewing(Candidate candidate) implements Phase {}

  /** The step acts. */
  record Acting(Running running) implements Phase {}

  /**
   * Its effect is watched for.
   *
   * @param taken when the last reading that was judged was taken
   */
  record Verifying(Running running, Effect effect, Verification verification, long taken)
      implements Phase {}

  /** It made things worse and is taken back. */
  record RollingBack(Running running, Outcome outcome) implements Phase {}

  /** What is running, for those who must wait; empty where nothing is. */
  default String text() {
    return switch (this) {
      case Idle _, Rechecking _ -> "";
      case Previewing previewing -> previewing.candidate().step().treatment() + " is looking";
      case Acting acting -> acting.running().attempt().treatment() + " is acting";
      case Verifying verifying -> verifying.running().attempt().treatment() + " is being verified";
      case RollingBack rolling -> rolling.running().attempt().treatment() + " is being taken back";
    };
  }
}
