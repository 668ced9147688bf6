package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Since when parents of zombies have been seen stopped, which the kernel does not tell. */
final class StoppedParents {

  private static final int MOST = 1000;

  private final Map<RunningProcess, Instant> since = new HashMap<>();

  /** Takes note of a parent that is stopped, and tells whether it has been for long enough. */
  boolean isLongStopped(RunningProcess parent, Roots roots, Instant now, Duration enough) {
    since.keySet().removeIf(process -> !process.isAlive(roots));
    if (since.size() >= MOST) {
      return false;
    }
    Instant first = since.computeIfAbsent(parent, _ -> now);
    return !now.isBefore(first.plus(enough));
  }
}
