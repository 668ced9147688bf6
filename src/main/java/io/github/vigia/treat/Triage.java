package io.github.vigia.treat;

import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Subsystem;
import java.util.Collection;

/** Which condition comes first, and which must wait for another that may be its cause. */
final class Triage {

  private Triage() {}

  /** The lower, the more urgent. */
  static int urgency(Signal signal) {
    return switch (signal) {
      case TEMPERATURE -> 0;
      case FILESYSTEM -> 1;
      case DISK, INODES -> 2;
      case PIDS, OPEN_FILES, ZOMBIES -> 3;
      case MEMORY, CONTAINER_MEMORY -> 4;
      case CPU -> 5;
      case CARRIER -> 6;
      case LOSS -> 7;
      case PING -> 8;
      case LATENCY -> 9;
      case BYTES_SENT, BYTES_RECV -> 10;
    };
  }

  /** The condition that may be the cause of this one; empty where there is none. */
  static String cause(Condition condition, Collection<Condition> critical) {
    for (Condition other : critical) {
      boolean isCause =
          switch (condition.signal()) {
            case PING, LATENCY -> other.signal() == Signal.CARRIER || other.signal() == Signal.LOSS;
            case LOSS -> other.signal() == Signal.CARRIER;
            case DISK, INODES ->
                other.signal() == Signal.FILESYSTEM
                    && other.instance().equals(condition.instance());
            case CPU,
                MEMORY,
                CONTAINER_MEMORY,
                FILESYSTEM,
                CARRIER,
                TEMPERATURE,
                ZOMBIES,
                PIDS,
                OPEN_FILES,
                BYTES_SENT,
                BYTES_RECV ->
                false;
          };
      if (isCause) {
        return other.name();
      }
    }
    return "";
  }

  /** Heat and a filesystem that fails can't wait for the agent to have settled down. */
  static boolean isExemptFromGrace(Signal signal) {
    return signal == Signal.TEMPERATURE || signal == Signal.FILESYSTEM;
  }

  /** Whether it must not turn critical because of a treatment of something else. */
  static boolean isGuard(Signal signal) {
    return switch (signal) {
      case LOSS, PING, CARRIER, MEMORY, FILESYSTEM -> true;
      case CPU,
          CONTAINER_MEMORY,
          DISK,
          INODES,
          LATENCY,
          TEMPERATURE,
          ZOMBIES,
          PIDS,
          OPEN_FILES,
          BYTES_SENT,
          BYTES_RECV ->
          false;
    };
  }

  /** What is read to know of it. */
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

  /** The least change of a value that counts, where it was {@code baseline} before. */
  static double leastEffect(Signal signal, double baseline) {
    return switch (signal) {
      case DISK, INODES -> 2;
      case MEMORY, CONTAINER_MEMORY, TEMPERATURE -> 3;
      case ZOMBIES -> 0.5 * Math.abs(baseline);
      case CPU -> 15;
      case PING, LATENCY -> 0.3 * Math.abs(baseline);
      case LOSS, PIDS, OPEN_FILES -> 5;
      case FILESYSTEM, CARRIER -> 1;
      case BYTES_SENT, BYTES_RECV -> 0.1 * Math.abs(baseline);
    };
  }
}
