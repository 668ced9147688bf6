package io.github.vigia.treat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What a running step is given: its deadline, and the only ways to start other programs. */
public interface Run {

  /** Id of the attempt (UUID version 7, RFC 9562). */
  String attempt();

  /** Whether its time is up or the agent ends: it must stop as soon as what it does is whole. */
  boolean isOver();

  /** Waits; ends early when {@link #isOver} becomes true. */
  void pause(Duration duration);

  /** Says what has been done so far, so that it is not lost if the step fails or is stopped. */
  void did(Effect soFar);

  /**
   * Runs a program to its end: argv without a shell, in a session of its own that is recorded
   * before it starts and killed as a whole at the limit, standard input empty, output bounded.
   *
   * @throws IOException if it could not be started
   */
  Ended command(List<String> argv, Duration limit) throws IOException;

  /**
   * Arms a rollback that happens after {@code delay} even if the agent is dead, unless {@link
   * Armed#disarm} comes first.
   *
   * @param argv what puts things back
   * @throws IOException if it could not be armed: then the step must not act
   */
  Armed arm(List<String> argv, Duration delay) throws IOException;

  /** An armed rollback. */
  interface Armed {

    /** All is well: it will not happen. */
    void disarm() throws IOException;

    /** Makes it happen now and waits for its end. */
    void fire() throws IOException;
  }

  /**
   * How a program ended.
   *
   * @param code its exit code; -1 if it was killed at its limit
   * @param out the end of its standard output, at most 64 KiB
   * @param err the end of its standard error, at most 64 KiB
   */
  record Ended(int code, String out, String err, boolean timedOut) {

    public boolean succeeded() {
      return code == 0 && !timedOut;
    }
  }
}
