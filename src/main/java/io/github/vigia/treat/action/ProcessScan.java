package io.github.vigia.treat.action;

import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.PidStat;
import io.github.vigia.kernel.ProcessFolders;
import io.github.vigia.kernel.ProcessMemory;
import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads processes as {@link Candidate}s. One thread. */
final class ProcessScan {

  private static final double TICKS_PER_SECOND = 100;

  private final Roots roots;
  private final PidStat stat = new PidStat();
  private @Nullable ProcessFolders folders;

  ProcessScan(Roots roots) {
    this.roots = roots;
  }

  /** How fast processes grew, by {@link #key}. */
  record Growth(Map<String, Double> byProcess) {

    static final Growth UNKNOWN = new Growth(new HashMap<>());

    double of(int pid, long start) {
      return byProcess.getOrDefault(key(pid, start), 0.0);
    }
  }

  static String key(int pid, long start) {
    return pid + ":" + start;
  }

  List<Candidate> all(Growth growth) throws IOException {
    ProcessFolders open = folders();
    double uptime = uptime();
    List<Candidate> all = new ArrayList<>();
    int count = open.list();
    for (int i = 0; i < count; i++) {
      Candidate candidate = read(open, open.pid(i), uptime, growth);
      if (candidate != null) {
        all.add(candidate);
      }
    }
    return all;
  }

  /** One process as it is now; null if it is gone. */
  @Nullable Candidate one(int pid) throws IOException {
    ProcessFolders open = folders();
    open.list();
    return read(open, pid, uptime(), Growth.UNKNOWN);
  }

  /** CPU ticks that a process has used; -1 if it is gone or another one. */
  long ticks(int pid, long start) throws IOException {
    ProcessFolders open = folders();
    open.list();
    if (!open.read(pid, "stat")) {
      return -1;
    }
    stat.parse(open.text());
    return stat.start() == start ? stat.ticks() : -1;
  }

  private ProcessFolders folders() {
    ProcessFolders open = folders == null ? ProcessFolders.of(roots.procfs()) : folders;
    folders = open;
    return open;
  }

  private @Nullable Candidate read(ProcessFolders open, int pid, double uptime, Growth growth) {
    try {
      if (!open.read(pid, "stat")) {
        return null;
      }
      stat.parse(open.text());
      long start = stat.start();
      String name = stat.name();
      char state = stat.isZombie() ? 'Z' : stat.state();
      if (!open.read(pid, "status")) {
        return null;
      }
      ProcessMemory memory = ProcessMemory.parse(open.text());
      String command = open.read(pid, "cmdline") ? command(open) : "";
      long score = open.read(pid, "oom_score") ? open.text().number() : 0;
      long adjustment = open.read(pid, "oom_score_adj") ? open.text().number() : 0;
      long age = (long) (uptime - start / TICKS_PER_SECOND);
      return new Candidate(
          pid, start, name, command, state, memory, age, score, adjustment, growth.of(pid, start));
    } catch (MalformedException _) {
      // A process whose text is strange can't be judged, and is left alone.
      return null;
    }
  }

  private static String command(ProcessFolders open) {
    byte[] bytes = open.text().copy(0, open.text().length());
    return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ').strip();
  }

  private double uptime() throws IOException {
    String text = Files.readString(roots.proc("uptime"));
    try {
      return Double.parseDouble(text.split(" ", -1)[0]);
    } catch (NumberFormatException e) {
      throw new IOException("uptime '" + text.strip() + "': expected seconds", e);
    }
  }
}
