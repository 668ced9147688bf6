package io.github.vigia.treat;

import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Snapshot;
import java.io.IOException;

/**
 * What a treatment does between incidents: it learns how the host is when it is well, and takes
 * back in time what it only lent. Implemented by the treatments that need it.
 */
public interface Upkeep {

  /**
   * Called on the treatments' thread after a cycle, never while an attempt runs, and at least once
   * a minute. The first call after a start also takes back what an agent that died left open.
   *
   * @param run for acting: what was lent is given back in every mode
   * @throws IOException if something could not be done; it is tried again at the next call
   */
  void tend(Snapshot snapshot, Evaluation evaluation, Run run) throws IOException;
}
