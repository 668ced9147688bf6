package io.github.vigia.treat.drill;

import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Snapshot;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import io.github.vigia.treat.Upkeep;
import java.io.IOException;
import java.util.List;

/**
 * A treatment that minds one condition and no other.
 *
 * @param condition the only one
 * @param treatment what it does
 */
record OnlyFor(Condition condition, Treatment treatment) implements Treatment, Upkeep {

  @Override
  public String id() {
    return treatment.id();
  }

  @Override
  public List<Step> steps(Condition other) {
    return other.equals(condition) ? treatment.steps(other) : List.of();
  }

  @Override
  public void tend(Snapshot snapshot, Evaluation evaluation, Run run) throws IOException {
    if (treatment instanceof Upkeep upkeep) {
      upkeep.tend(snapshot, evaluation, run);
    }
  }
}
