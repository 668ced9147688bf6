package io.github.vigia.collect;

import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.util.List;

/** Reads one small part of the host. Owned by one thread. */
public interface Collector {

  /** Whose refresh interval it follows. */
  Subsystem subsystem();

  /** All that it may write; when it throws, each of these has failed. */
  List<Metric> metrics();

  /**
   * Takes one look and writes what it saw. A metric of one instance that is not written is absent.
   *
   * @throws io.github.vigia.kernel.NotPresentException if the host has no such thing at all
   * @throws io.github.vigia.kernel.MalformedException if the kernel's text is not as documented
   * @throws IOException if reading failed
   */
  void collect(Readings out) throws IOException;

  /**
   * Called in every cycle between two looks, never blocks: writes what a look that was still going
   * on has found since, either nothing or all of it.
   *
   * @throws IOException what that look failed with
   */
  default void late(Readings out) throws IOException {}

  /** Whether a look that it began goes on in the background. */
  default boolean isPending() {
    return false;
  }

  /** Whether {@link #late} has, or will soon have, something that was not told yet. */
  default boolean hasNews() {
    return isPending();
  }
}
