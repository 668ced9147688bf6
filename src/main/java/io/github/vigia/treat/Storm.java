package io.github.vigia.treat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Many conditions that turn critical at once, most likely of one cause: then only the most urgent
 * is treated, until it has been calm for a while.
 */
final class Storm {

  private static final int MANY = 4;
  private static final long AT_ONCE = Duration.ofMinutes(1).toNanos();
  private static final long CALM = Duration.ofMinutes(2).toNanos();

  private final Deque<Long> entries = new ArrayDeque<>();
  private boolean on;
  private long until;

  /** A condition turned critical. */
  void entered(long now) {
    entries.addLast(now);
  }

  boolean isOn(long now) {
    while (!entries.isEmpty() && now - entries.getFirst() > AT_ONCE) {
      entries.removeFirst();
    }
    if (entries.size() >= MANY) {
      on = true;
      until = now + CALM;
    } else if (on && now - until >= 0) {
      on = false;
    }
    return on;
  }
}
