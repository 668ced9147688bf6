package io.github.vigia.treat;

import java.io.IOException;
import java.time.Duration;

/** One rung of a ladder: one treatment with its parameters, for one target. */
public interface Step {

  /** Id of the treatment that it is of. */
  String treatment();

  /** What tells it from the treatment's other rungs: {@code older than 3 d}; one word or a few. */
  String name();

  /**
   * What it touches, and what is locked meanwhile: mount, unit, interface, or process. Never empty.
   */
  String target();

  /**
   * 1 no loss, 2 bounded loss or short disruption, 3 may lose work, 4 may lose data or the host.
   */
  int danger();

  /** How far it may go by itself. */
  Mode mode();

  /**
   * How long its effect is watched for after it ended; zero where it is too small to be awaited, or
   * where it only tells: then the next rung follows at once.
   */
  Duration window();

  /** How long it may take; then it is told to stop, and what it started is killed. */
  Duration limit();

  /**
   * What it would do now. Reads the host and changes nothing.
   *
   * @throws IOException if the host could not be looked at
   */
  Preview preview() throws IOException;

  /**
   * Does what {@code preview} promised, at most, and looks again at each thing just before touching
   * it. Ends soon after {@link Run#isOver}.
   *
   * @throws IOException if it failed; what it had done until then is in {@link Run#did}
   */
  Effect act(Preview preview, Run run) throws IOException;

  /** Takes back what {@code effect} did, where that is possible; called when things got worse. */
  default void rollback(Effect effect, Run run) throws IOException {}
}
