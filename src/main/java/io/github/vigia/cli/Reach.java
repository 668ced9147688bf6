package io.github.vigia.cli;

import io.github.vigia.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** What can be healed on this host. */
final class Reach {

  private static final List<String> PATH =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  /**
   * A program that treatments start.
   *
   * @param names one of them is enough
   * @param use what can't be done without it
   * @param packages to install
   */
  private record Tool(List<String> names, String use, String packages) {}

  private static final List<Tool> TOOLS =
      List.of(
          new Tool(List.of("setsid"), "*", "util-linux"),
          new Tool(List.of("setpriv", "prlimit"), "custom treatments", "util-linux"),
          new Tool(List.of("ip"), "reapply_network_config", "iproute2"),
          new Tool(List.of("e2fsck"), "repair_readonly_filesystem", "e2fsprogs"));

  private final Settings settings;
  private final Findings findings;

  Reach(Settings settings, Findings findings) {
    this.settings = settings;
    this.findings = findings;
  }

  void look() {
    mode();
    killSwitch();
    if (Sight.isRoot()) {
      findings.ok("root");
    } else {
      findings.gap("root", "run it as root, or by the unit file");
    }
    services();
    for (Tool tool : TOOLS) {
      if (tool.names().stream().allMatch(Reach::has)) {
        findings.ok("tool", String.join(", ", tool.names()));
      } else {
        findings.gap(
            "tool",
            "apt install " + tool.packages(),
            String.join(", ", tool.names()),
            tool.use().equals("*") ? "every treatment that runs a program" : tool.use());
      }
    }
    packages();
    journal();
    groups();
    roots();
  }

  static boolean has(String program) {
    return PATH.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
  }

  private void mode() {
    String mode = settings.treatments().mode();
    if (mode.equals("auto") || mode.equals("approve")) {
      findings.ok("mode", mode);
    } else {
      findings.note("mode", "treatments: { mode: auto }   # in vigia.yaml", mode);
    }
  }

  private void killSwitch() {
    Path file = settings.treatments().killSwitch();
    if (Files.exists(file)) {
      findings.gap("kill_switch", "rm " + file, file);
    } else {
      findings.ok("kill_switch", file);
    }
  }

  private void services() {
    Path root = settings.roots().rootfs();
    if (Files.isDirectory(root.resolve("run/systemd/system"))) {
      findings.ok("services", "systemd");
    } else if (Files.exists(root.resolve("run/openrc/softlevel"))) {
      findings.ok("services", "OpenRC");
    } else if (Files.isDirectory(root.resolve("etc/init.d"))) {
      findings.ok("services", "/etc/init.d");
    } else {
      findings.note("services", "");
    }
  }

  private void packages() {
    List<String> known = List.of("apt-get", "dnf", "paccache", "apk");
    known.stream()
        .filter(Reach::has)
        .findFirst()
        .ifPresentOrElse(
            found -> findings.ok("packages", found), () -> findings.note("packages", ""));
  }

  private void journal() {
    boolean kept = Files.isDirectory(settings.roots().rootfs().resolve("var/log/journal"));
    if (kept && !has("journalctl")) {
      findings.gap("journal", "apt install systemd");
    } else if (kept) {
      findings.ok("journal");
    } else {
      findings.note("journal", "");
    }
  }

  private void groups() {
    Path groups = settings.roots().sysfs().resolve("fs/cgroup");
    Path cpu = groups.resolve("cpu");
    boolean second = Files.exists(groups.resolve("cgroup.controllers"));
    Path folder = second ? groups : cpu;
    if (Files.isDirectory(folder) && Files.isWritable(folder)) {
      findings.ok("cgroups", second ? "2" : "1");
    } else {
      findings.gap("cgroups", "mount -o remount,rw " + groups, groups);
    }
  }

  /** A root that can't be swept is left alone, so the person should know. */
  private void roots() {
    for (Path root : settings.treatments().options().roots()) {
      Path path = settings.roots().rootfs().resolve(root.toString().substring(1));
      try {
        Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (Files.isSymbolicLink(path) || !owner.equals(0)) {
          findings.gap("roots", "chown root: " + root, root);
        } else {
          findings.ok("roots", root);
        }
      } catch (IOException | UnsupportedOperationException _) {
        // Not there: nothing to sweep.
        findings.note("roots", "treatments: { cleanup_temp_files: { roots: […] } }", root);
      }
    }
  }
}
