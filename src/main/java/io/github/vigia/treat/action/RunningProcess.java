package io.github.vigia.treat.action;

import io.github.vigia.kernel.PidCgroup;
import io.github.vigia.kernel.PidStat;
import io.github.vigia.kernel.PidStatus;
import io.github.vigia.kernel.ProcessDescriptor;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Text;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * A process by its number and the moment of its start: together they name no other one, ever.
 *
 * @param start in ticks since boot
 */
record RunningProcess(int pid, long start, String name) {

  /** As it is now; null if there is none, or it can't be looked at. */
  static @Nullable RunningProcess of(Roots roots, int pid) {
    try {
      PidStat stat = new PidStat();
      stat.parse(text(roots, pid + "/stat"));
      return new RunningProcess(pid, stat.start(), stat.name());
    } catch (IOException _) {
      // It ended.
      return null;
    }
  }

  boolean isAlive(Roots roots) {
    return equals(of(roots, pid));
  }

  /** What else the kernel tells of it; null if it is gone. */
  @Nullable PidStatus status(Roots roots) {
    try {
      return PidStatus.parse(text(roots, pid + "/status"));
    } catch (IOException _) {
      // It ended.
      return null;
    }
  }

  /** The service that it belongs to; empty if it is none. */
  String service(Roots roots) {
    try {
      return PidCgroup.service(text(roots, pid + "/cgroup"));
    } catch (IOException _) {
      // It ended.
      return "";
    }
  }

  /**
   * Sends a signal to this process and to no later one of its number; false if it is gone.
   *
   * @throws IOException if it may not be signalled
   */
  boolean signal(Roots roots, int signal) throws IOException {
    try (ProcessDescriptor descriptor = ProcessDescriptor.open(pid)) {
      // Compared after it was opened: from here on it can't become another.
      return descriptor != null && isAlive(roots) && descriptor.signal(signal);
    }
  }

  @Override
  public String toString() {
    return name + " (process " + pid + ")";
  }

  static Text text(Roots roots, String file) throws IOException {
    byte[] bytes = Files.readAllBytes(roots.proc(file));
    return new Text(bytes, bytes.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RunningProcess process && process.pid == pid && process.start == start;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(start) * 31 + pid;
  }
}
