package io.github.vigia.treat.action;

import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.PidStat;
import io.github.vigia.kernel.PidStatus;
import io.github.vigia.kernel.ProcessFolders;
import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes that ended and were not waited for, by the parent that alone can do so. One whose
 * threads live on is none, nor one that a debugger holds.
 */
final class Zombies {

  /** {@code USER_HZ}, which is 100 on every architecture of today. */
  private static final double TICKS_PER_SECOND = 100;

  /** All zombies of one parent. */
  record Family(int parent, List<RunningProcess> zombies) {

    int size() {
      return zombies.size();
    }
  }

  private final Map<Integer, Family> byParent = new LinkedHashMap<>();

  private Zombies() {}

  /**
   * @param age since their start at least, because the kernel does not tell since when one is one
   */
  static Zombies read(Roots roots, Duration age) throws IOException {
    Zombies zombies = new Zombies();
    double uptime = RunningProcess.text(roots, "uptime").decimal();
    double youngest = (uptime - (double) age.toMillis() / 1000) * TICKS_PER_SECOND;
    ProcessFolders folders = ProcessFolders.of(roots.procfs());
    PidStat stat = new PidStat();
    int count = folders.list();
    for (int i = 0; i < count; i++) {
      int pid = folders.pid(i);
      if (folders.read(pid, "stat") && isZombie(folders, stat) && stat.start() <= youngest) {
        zombies.add(new RunningProcess(pid, stat.start(), stat.name()), roots);
      }
    }
    return zombies;
  }

  private static boolean isZombie(ProcessFolders folders, PidStat stat) {
    try {
      stat.parse(folders.text());
      return stat.isZombie();
    } catch (MalformedException _) {
      // One with a strange text is nothing that anything is done about.
      return false;
    }
  }

  private void add(RunningProcess zombie, Roots roots) {
    PidStatus status = zombie.status(roots);
    if (status != null && status.tracer() == 0 && status.parent() > 0) {
      byParent
          .computeIfAbsent(status.parent(), parent -> new Family(parent, new ArrayList<>()))
          .zombies()
          .add(zombie);
    }
  }

  int count() {
    return byParent.values().stream().mapToInt(Family::size).sum();
  }

  int count(int parent) {
    Family family = byParent.get(parent);
    return family == null ? 0 : family.size();
  }

  /** The largest first. */
  List<Family> families() {
    return byParent.values().stream()
        .sorted(Comparator.comparingInt(Family::size).reversed())
        .toList();
  }
}
