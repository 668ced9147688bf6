package io.github.vigia.treat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Runs other programs to ask them something: managers of services, packages and networks. */
public interface Programs {

  /**
   * Runs {@code argv} without a shell, with the same bounds as {@link Run#command}.
   *
   * @throws IOException if it could not be started, for one because it is not installed
   */
  Run.Ended run(List<String> argv, Duration limit) throws IOException;

  /**
   * Whether the process of this number is a child that is waited for here: its exit code counts.
   */
  default boolean awaits(int pid) {
    return false;
  }

  /** Whether a program of this name is on the path, so that {@link #run} could start it. */
  boolean has(String name);
}
