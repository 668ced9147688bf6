package io.github.vigia.treat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A control group (version 2) of our own for one command, so that nothing that it starts can leave
 * it. See cgroups(7).
 */
final class ControlGroup {

  private static final System.Logger logger = System.getLogger(ControlGroup.class.getName());

  private ControlGroup() {}

  /** A new group below our own; null where this host does not let us. */
  static @Nullable Path create(Path procfs, String name) {
    try {
      Path mount = mount(procfs);
      if (mount != null) {
        return Files.createDirectory(mount.resolve("." + own(procfs)).normalize().resolve(name));
      }
    } catch (IOException e) {
      // Read-only, not ours, or no such hierarchy: the session and the mark have to do.
      logger.log(System.Logger.Level.DEBUG, "no control group: " + e);
    }
    return null;
  }

  private static @Nullable Path mount(Path procfs) throws IOException {
    for (String line : Files.readAllLines(procfs.resolve("self/mountinfo"))) {
      int dash = line.indexOf(" - ");
      if (dash > 0 && line.startsWith("cgroup2 ", dash + 3)) {
        return Path.of(line.split(" ", -1)[4]);
      }
    }
    return null;
  }

  private static String own(Path procfs) throws IOException {
    for (String line : Files.readAllLines(procfs.resolve("self/cgroup"))) {
      if (line.startsWith("0::/")) {
        return line.substring(3);
      }
    }
    return "/";
  }

  static void add(Path group, int pid) throws IOException {
    Files.writeString(group.resolve("cgroup.procs"), String.valueOf(pid));
  }

  /** The processes in it; none where it is gone. */
  static int[] members(Path group) {
    try {
      return Files.readAllLines(group.resolve("cgroup.procs")).stream()
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (IOException _) {
      return new int[0]; // Removed.
    }
  }

  /** Kills all in it at once, as far as the kernel can (5.14). */
  static void kill(Path group) {
    try {
      Path kill = group.resolve("cgroup.kill");
      if (Files.exists(kill)) {
        Files.writeString(kill, "1");
      }
    } catch (IOException e) {
      logger.log(System.Logger.Level.DEBUG, "killed one by one instead: " + e);
    }
  }

  static void remove(Path group) {
    try {
      Files.deleteIfExists(group);
    } catch (IOException e) {
      logger.log(System.Logger.Level.WARNING, "a control group is left: " + e);
    }
  }
}
