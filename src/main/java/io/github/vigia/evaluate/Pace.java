package io.github.vigia.evaluate;

import io.github.vigia.model.Signal;
import io.github.vigia.model.Subsystem;
import java.time.Duration;
import java.util.Map;

/** How often signals are read, and so how old a reading may be. */
final class Pace {

  /** No reading is stale before this, however often it is taken. */
  static final Duration SHORTEST = Duration.ofSeconds(15);

  private static final int MISSED = 3;

  private Pace() {}

  /** The part of the host that has to be read to judge {@code signal} again. */
  static Subsystem subsystem(Signal signal) {
    return switch (signal) {
      case CPU -> Subsystem.CPU;
      case MEMORY, CONTAINER_MEMORY -> Subsystem.MEMORY;
      case DISK, INODES, FILESYSTEM -> Subsystem.DISK;
      case PING, LATENCY, LOSS -> Subsystem.LATENCY;
      case CARRIER, BYTES_SENT, BYTES_RECV -> Subsystem.NETWORK;
      case TEMPERATURE -> Subsystem.TEMPERATURE;
      case ZOMBIES, PIDS, OPEN_FILES -> Subsystem.PROCESSES;
    };
  }

  /**
   * Age in nanoseconds at which a reading says nothing any more: three turns missed.
   *
   * @param refresh how often each subsystem is read; one that is missing is read every cycle
   * @param interval from one cycle to the next
   */
  static long staleNanos(Signal signal, Map<Subsystem, Duration> refresh, Duration interval) {
    Duration own = refresh.getOrDefault(subsystem(signal), interval);
    Duration turn = own.compareTo(interval) > 0 ? own : interval;
    Duration missed = turn.multipliedBy(MISSED);
    return (missed.compareTo(SHORTEST) > 0 ? missed : SHORTEST).toNanos();
  }
}
