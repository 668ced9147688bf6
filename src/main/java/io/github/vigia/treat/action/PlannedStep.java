package io.github.vigia.treat.action;

import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.time.Duration;

/** A step, put together from what it is and what it does. */
record PlannedStep(
    String treatment,
    String name,
    String target,
    int danger,
    Mode mode,
    Duration window,
    Duration limit,
    Deed deed)
    implements Step {

  @Override
  public Preview preview() throws IOException {
    return deed.preview();
  }

  @Override
  public Effect act(Preview preview, Run run) throws IOException {
    return deed.act(preview, run);
  }

  @Override
  public void rollback(Effect effect, Run run) throws IOException {
    deed.rollback(effect, run);
  }
}
