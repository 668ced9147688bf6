package io.github.vigia.treat;

import io.github.vigia.kernel.Kill;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A started process and all that it started: found by its session and, where nothing may escape, by
 * its control group and its mark in the environment too. Never a process of anybody else: each is
 * looked at again just before it is signalled.
 */
final class Kin {

  /** The variable that marks all that an attempt started. */
  static final String MARK = "VIGIA_ATTEMPT";

  private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();

  private final Path procfs;
  private final Identity first;
  private final boolean wide;

  /**
   * @param wide whether those that left the session count, too
   */
  Kin(Path procfs, Identity first, boolean wide) {
    this.procfs = procfs;
    this.first = first;
    this.wide = wide;
  }

  /** Those that are alive. */
  List<ProcessStat> members() throws IOException {
    Set<Integer> grouped = new HashSet<>();
    if (wide && !first.group().isEmpty()) {
      for (int pid : ControlGroup.members(Path.of(first.group()))) {
        grouped.add(pid);
      }
    }
    ProcessStat leader = ProcessStat.read(procfs, first.pid());
    boolean sessionIsOurs = leader == null || leader.start() == first.start();
    List<ProcessStat> members = new ArrayList<>();
    for (ProcessStat process : ProcessStat.all(procfs)) {
      if (!process.isDead()
          && process.start() >= first.start()
          && ((sessionIsOurs && process.session() == first.pid())
              || grouped.contains(process.pid())
              || (wide && isMarked(process.pid())))) {
        members.add(process);
      }
    }
    return members;
  }

  private boolean isMarked(int pid) {
    if (first.mark().isEmpty() || pid == ProcessHandle.current().pid()) {
      return false;
    }
    try {
      byte[] environment = Files.readAllBytes(procfs.resolve(pid + "/environ"));
      String text = "\0" + new String(environment, StandardCharsets.ISO_8859_1) + "\0";
      return text.contains("\0" + MARK + "=" + first.mark() + "\0");
    } catch (IOException _) {
      return false; // It ended, or is not ours.
    }
  }

  void signal(int signal) throws IOException {
    for (ProcessStat member : members()) {
      send(member, signal);
    }
  }

  /**
   * Kills all, again and again until none is left or {@code limit} is over.
   *
   * @return whether none is left
   */
  boolean end(Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      if (wide && !first.group().isEmpty()) {
        ControlGroup.kill(Path.of(first.group()));
      }
      List<ProcessStat> members = members();
      if (members.isEmpty()) {
        return true;
      }
      // Stopped first: what forks faster than it is killed would win otherwise.
      members.forEach(member -> send(member, Kill.SIGSTOP));
      members.forEach(member -> send(member, Kill.SIGKILL));
      if (System.nanoTime() - deadline >= 0) {
        return members().isEmpty();
      }
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  private void send(ProcessStat member, int signal) {
    ProcessStat now = ProcessStat.read(procfs, member.pid());
    if (now != null && now.start() == member.start()) {
      Kill.send(member.pid(), signal);
    }
  }
}
