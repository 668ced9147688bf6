package io.github.vigia.treat.action;

import io.github.vigia.kernel.CgroupMembership;
import io.github.vigia.kernel.ProcessFolders;
import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the CPU time of a process can be limited on this host. Under systemd its unit is; else a
 * control group of its own, in which nobody else is.
 */
sealed interface CpuLimit {

  Duration PATIENCE = Duration.ofSeconds(10);

  /** Period of a quota in microseconds, as the kernel has it by default. */
  long PERIOD = 100_000;

  /** A group with more processes than this is not held back for the sake of one of them. */
  int MOST_MEMBERS = 20;

  /** What is limited: {@code unit nginx.service}, {@code process 123}. */
  String target();

  /** What {@link #lift} needs, by which it is found again after a crash. */
  List<String> words();

  /** Lets it use so many cores at most. */
  void apply(double cores, Run run) throws IOException;

  /** Takes the limit away again. */
  void lift(Run run) throws IOException;

  /**
   * A program that makes the limit harmless, for when nobody is there to lift it.
   *
   * @param folder where it may put what it reads
   */
  List<String> release(Path folder) throws IOException;

  /** The way for a process; null where there is none. */
  static @Nullable CpuLimit of(int pid, Roots roots) throws IOException {
    ProcessFolders processes = ProcessFolders.of(roots.procfs());
    processes.list();
    if (!processes.read(pid, "cgroup")) {
      return null;
    }
    CgroupMembership membership = CgroupMembership.parse(processes.text());
    String unit = membership.unit();
    if (Files.isDirectory(roots.root("/run/systemd/system"))) {
      // Processes are never moved between groups that systemd made.
      return unit.isEmpty() || unit.equals("init.scope") ? null : new Unit(unit);
    }
    String group = membership.cpu();
    Path mount = roots.sys("fs/cgroup/cpu");
    if (group != null && Files.isDirectory(mount)) {
      return own(pid, mount, group, false);
    }
    String unified = membership.unified();
    Path tree = roots.sys("fs/cgroup");
    boolean v2 = unified != null && Files.exists(tree.resolve("cgroup.controllers"));
    return v2 ? own(pid, tree, String.valueOf(unified), true) : null;
  }

  /** Below the group that it is in, so that limits from above still hold. */
  private static @Nullable CpuLimit own(int pid, Path mount, String path, boolean v2)
      throws IOException {
    Path from = mount.resolve(path.substring(1)).normalize();
    if (!Files.isDirectory(from)) {
      return null;
    }
    Path group = from.resolve("vigia-throttle-" + pid);
    if (!v2 || (from.equals(mount) && hasCpu(mount))) {
      return new OwnGroup(pid, from, group, v2);
    }
    // In version 2 a group with processes has no children with limits, but for the root.
    Path limit = from.resolve("cpu.max");
    boolean few = members(from) <= MOST_MEMBERS && Files.exists(limit);
    return few ? new WholeGroup(from, Files.readString(limit).strip()) : null;
  }

  private static long members(Path group) throws IOException {
    try (Stream<String> lines = Files.lines(group.resolve("cgroup.procs"))) {
      return lines.count();
    }
  }

  private static boolean hasCpu(Path mount) throws IOException {
    String enabled = Files.readString(mount.resolve("cgroup.subtree_control"));
    return List.of(enabled.strip().split(" ", -1)).contains("cpu");
  }

  /** From {@link #words}. */
  static CpuLimit parse(List<String> words) throws IOException {
    return switch (words.getFirst()) {
      case "unit" -> new Unit(words.get(1));
      case "whole" -> new WholeGroup(Path.of(words.get(1)), words.get(2));
      case "group" ->
          new OwnGroup(
              Integer.parseInt(words.get(1)),
              Path.of(words.get(2)),
              Path.of(words.get(3)),
              words.get(4).equals("2"));
      default -> throw new IOException(words + ": expected a limit of CPU time");
    };
  }

  /** A unit of systemd, until the next boot at the latest. */
  record Unit(String unit) implements CpuLimit {

    @Override
    public String target() {
      return "unit " + unit;
    }

    @Override
    public List<String> words() {
      return List.of("unit", unit);
    }

    @Override
    public void apply(double cores, Run run) throws IOException {
      set("CPUQuota=" + Math.max(1, Math.round(cores * 100)) + "%", run);
    }

    @Override
    public void lift(Run run) throws IOException {
      set("CPUQuota=", run);
    }

    @Override
    public List<String> release(Path folder) {
      return List.of("systemctl", "set-property", "--runtime", "--", unit, "CPUQuota=");
    }

    private void set(String property, Run run) throws IOException {
      Run.Ended ended =
          run.command(
              List.of("systemctl", "set-property", "--runtime", "--", unit, property), PATIENCE);
      boolean gone = ended.err().contains("not loaded") || ended.err().contains("not found");
      if (!ended.succeeded() && !gone) {
        throw new IOException(unit + ": " + property + ": " + ended.err().strip());
      }
    }
  }

  /**
   * A group that was made for one process and is removed again.
   *
   * @param from the group that it was in
   * @param group the group that is made
   */
  record OwnGroup(int pid, Path from, Path group, boolean v2) implements CpuLimit {

    @Override
    public String target() {
      return "process " + pid;
    }

    @Override
    public List<String> words() {
      return List.of("group", "" + pid, from.toString(), group.toString(), v2 ? "2" : "1");
    }

    @Override
    public void apply(double cores, Run run) throws IOException {
      if (!Files.isDirectory(group)) {
        Files.createDirectory(group);
      }
      long quota = Math.max(1000, Math.round(cores * PERIOD));
      if (v2) {
        write(group.resolve("cpu.max"), quota + " " + PERIOD);
      } else {
        write(group.resolve("cpu.cfs_period_us"), "" + PERIOD);
        write(group.resolve("cpu.cfs_quota_us"), "" + quota);
      }
      write(group.resolve("cgroup.procs"), "" + pid);
    }

    @Override
    public void lift(Run run) throws IOException {
      try {
        // Children that were born in it too.
        for (String member : Files.readString(group.resolve("cgroup.procs")).split("\n", -1)) {
          if (!member.isBlank()) {
            moveBack(member);
          }
        }
        Files.delete(group);
      } catch (NoSuchFileException _) {
        // It is gone: nothing is limited any more.
      }
    }

    @Override
    public List<String> release(Path folder) throws IOException {
      return releasing(folder, group, v2);
    }

    private void moveBack(String member) throws IOException {
      try {
        write(from.resolve("cgroup.procs"), member);
      } catch (IOException e) {
        if (Files.readString(group.resolve("cgroup.procs")).lines().anyMatch(member::equals)) {
          throw e;
        }
      }
    }
  }

  /**
   * A group of version 2 that cannot have children of its own, and in which few are.
   *
   * @param before its limit as it was
   */
  record WholeGroup(Path group, String before) implements CpuLimit {

    @Override
    public String target() {
      return "group " + group;
    }

    @Override
    public List<String> words() {
      return List.of("whole", group.toString(), before);
    }

    @Override
    public void apply(double cores, Run run) throws IOException {
      long quota = Math.max(1000, Math.round(cores * PERIOD));
      write(group.resolve("cpu.max"), quota + " " + PERIOD);
    }

    @Override
    public void lift(Run run) throws IOException {
      if (Files.isDirectory(group)) {
        write(group.resolve("cpu.max"), before);
      }
    }

    @Override
    public List<String> release(Path folder) throws IOException {
      return releasing(folder, group, true);
    }
  }

  private static List<String> releasing(Path folder, Path group, boolean v2) throws IOException {
    Path unlimited = folder.resolve(v2 ? "cpu-max-unlimited" : "cpu-quota-unlimited");
    new KeptText(unlimited).write(v2 ? "max" : "-1");
    Path limit = group.resolve(v2 ? "cpu.max" : "cpu.cfs_quota_us");
    return List.of("dd", "status=none", "conv=notrunc", "if=" + unlimited, "of=" + limit);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.WRITE);
  }
}
