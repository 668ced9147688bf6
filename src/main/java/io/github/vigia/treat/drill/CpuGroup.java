package io.github.vigia.treat.drill;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A control group for the processes of one drill, in which CPU time can be limited. */
final class CpuGroup {

  private static final Path VERSION_1 = Path.of("/sys/fs/cgroup/cpu");
  private static final Path VERSION_2 = Path.of("/sys/fs/cgroup");
  private static final int TRIES = 50;
  private static final Duration BETWEEN = Duration.ofMillis(20);

  private CpuGroup() {}

  /**
   * Makes it.
   *
   * @throws IOException if CPU time can't be limited on this host
   */
  static Path make(String name) throws IOException {
    boolean first = Files.exists(VERSION_1.resolve("cpu.cfs_quota_us"));
    Path group = (first ? VERSION_1 : VERSION_2).resolve(name);
    if (!first && !Files.exists(VERSION_2.resolve("cgroup.controllers"))) {
      throw new IOException("there are no control groups here");
    }
    Files.createDirectory(group);
    if (!Files.exists(group.resolve(first ? "cpu.cfs_quota_us" : "cpu.max"))) {
      Files.delete(group);
      throw new IOException("control groups don't limit CPU time here (cgroup.subtree_control)");
    }
    // Its program is to get most of its core for the few seconds until it is held back.
    write(group.resolve(first ? "cpu.shares" : "cpu.weight"), first ? "10240" : "1000");
    return group;
  }

  static void add(Path group, long pid) throws IOException {
    write(group.resolve("cgroup.procs"), "" + pid);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.WRITE);
  }

  /** Removes what is left of it, wherever it was; its processes have ended. */
  static void remove(String name) throws IOException {
    for (Path parent : List.of(VERSION_1, VERSION_2)) {
      Path group = parent.resolve(name);
      if (Files.isDirectory(group)) {
        try (DirectoryStream<Path> below = Files.newDirectoryStream(group, "vigia-throttle-*")) {
          for (Path child : below) {
            delete(child);
          }
        }
        delete(group);
      }
    }
  }

  /** It is busy until the kernel has let go of the last process. */
  private static void delete(Path group) throws IOException {
    for (int i = 1; i <= TRIES; i++) {
      try {
        Files.delete(group);
        return;
      } catch (IOException e) {
        if (i == TRIES) {
          throw e;
        }
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    }
  }
}
