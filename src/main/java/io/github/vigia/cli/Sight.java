package io.github.vigia.cli;

import io.github.vigia.config.Settings;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be seen of this host. */
final class Sight {

  private final Settings settings;
  private final Findings findings;

  Sight(Settings settings, Findings findings) {
    this.settings = settings;
    this.findings = findings;
  }

  /** Whether this program runs as root, who may look at and change everything. */
  static boolean isRoot() {
    try {
      Path own = Path.of("/proc/self");
      return Files.getAttribute(own, "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException _) {
      // No /proc: not Linux, where nothing depends on it.
      return false;
    }
  }

  /**
   * Looks.
   *
   * @param seen one look at everything
   */
  void look(Evaluation seen) {
    signals(seen);
    pressure();
    ping();
    processes();
    sensors(seen);
  }

  /** Every reading that failed: a hung mount, a file that is not ours. */
  private void signals(Evaluation seen) {
    List<String> failed = new ArrayList<>();
    int known = 0;
    for (Verdict verdict : seen.verdicts()) {
      switch (verdict.reading()) {
        case Reading.Value _ -> known++;
        case Reading.Absent _ -> {
          // This host has no such thing.
        }
        case Reading.Failed(String why) -> failed.add(verdict.condition().name() + ": " + why);
      }
    }
    if (failed.isEmpty()) {
      findings.ok("signals", known);
    } else {
      failed.forEach(one -> findings.gap("signals", "", one));
    }
  }

  private void pressure() {
    try {
      Files.readString(settings.roots().procfs().resolve("pressure/cpu"));
      findings.ok("psi");
    } catch (IOException _) {
      // Not there, or switched off: both are closed by the same line.
      findings.gap("psi", "add psi=1 to the kernel's command line, and boot");
    }
  }

  private void ping() {
    try {
      String range =
          Files.readString(settings.roots().procfs().resolve("sys/net/ipv4/ping_group_range"));
      String[] ends = range.strip().split("\\s+", -1);
      boolean open = ends.length == 2 && Long.parseLong(ends[0]) <= Long.parseLong(ends[1]);
      if (open || isRoot()) {
        findings.ok("ping");
      } else {
        findings.gap("ping", "sysctl -w net.ipv4.ping_group_range=\"0 2147483647\"");
      }
    } catch (IOException | NumberFormatException _) {
      // Another system, which has no such switch, so there is nothing to say of it.
      return;
    }
  }

  private void processes() {
    try {
      String mounts = Files.readString(settings.roots().procfs().resolve("self/mountinfo"));
      boolean hidden =
          mounts
              .lines()
              .filter(line -> line.contains(" - proc "))
              .anyMatch(line -> line.matches(".*hidepid=(1|2|4|noaccess|invisible|ptraceable).*"));
      if (isRoot()) {
        findings.ok("processes");
      } else if (hidden) {
        findings.gap("processes", "mount -o remount,hidepid=0 /proc");
      } else {
        findings.note("processes", "run it as root, or by the unit file");
      }
    } catch (IOException _) {
      // Another system: what can't be read is among the readings.
      findings.note("processes", "");
    }
  }

  private void sensors(Evaluation seen) {
    boolean any =
        seen.verdicts().stream()
            .anyMatch(verdict ->
                verdict.condition().signal() == Signal.TEMPERATURE
                    && verdict.reading() instanceof Reading.Value);
    if (any) {
      findings.ok("sensors");
    } else if (isVirtual()) {
      findings.note("sensors", "");
    } else {
      findings.gap("sensors", "modprobe coretemp   # or k10temp on AMD; sensors-detect finds more");
    }
  }

  /** Virtual machines have no sensors, and their CPU says that it is one. */
  private boolean isVirtual() {
    try {
      return Files.readString(settings.roots().procfs().resolve("cpuinfo"))
          .toLowerCase(Locale.ROOT)
          .contains("hypervisor");
    } catch (IOException _) {
      // Not told.
      return false;
    }
  }
}
