package io.github.vigia.treat;

import io.github.vigia.config.CustomTreatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What stands before a custom treatment's own command so that it runs within its limits. */
final class Confinement {

  private Confinement() {}

  /** With util-linux: resource limits, another user, no way back to privileges. See setpriv(1). */
  static List<String> plain(CustomTreatment custom, String agent, List<String> command) {
    CustomTreatment.Limits limits = custom.limits();
    long cpuSeconds = custom.timeout().toSeconds() * limits.cpuPercent() / 100 + 1;
    List<String> argv = new ArrayList<>();
    argv.addAll(
        List.of(
            "prlimit",
            "--as=" + limits.memory(),
            "--nproc=" + limits.tasks(),
            "--nofile=" + limits.files(),
            "--fsize=" + limits.fileSize(),
            "--cpu=" + cpuSeconds,
            "--core=0"));
    argv.addAll(List.of("nice", "-n", String.valueOf(limits.nice())));
    if (limits.idleIo()) {
      argv.addAll(List.of("ionice", "-c", "3"));
    }
    argv.addAll(List.of("setpriv", "--no-new-privs"));
    if (!custom.user().equals(agent)) {
      argv.addAll(
          List.of(
              "--reuid=" + custom.user(),
              "--regid=" + custom.user(),
              "--clear-groups",
              "--inh-caps=-all",
              "--bounding-set=-all"));
    }
    argv.addAll(command);
    return List.copyOf(argv);
  }

  /** With systemd as process 1: a transient service. See systemd.exec(5). */
  static List<String> systemd(
      CustomTreatment custom, String unit, Map<String, String> environment, List<String> command) {
    CustomTreatment.Limits limits = custom.limits();
    CustomTreatment.Sandbox sandbox = custom.sandbox();
    List<String> argv =
        new ArrayList<>(
            List.of("systemd-run", "--wait", "--collect", "--pipe", "--quiet", "--unit=" + unit));
    environment.forEach((name, value) -> argv.add("--setenv=" + name + "=" + value));
    List<String> properties =
        new ArrayList<>(
            List.of(
                "User=" + custom.user(),
                "RuntimeMaxSec=" + custom.timeout().toSeconds(),
                "TimeoutStopSec=5",
                "KillMode=control-group",
                "MemoryMax=" + limits.memory(),
                "CPUQuota=" + limits.cpuPercent() + "%",
                "TasksMax=" + limits.tasks(),
                "LimitNOFILE=" + limits.files(),
                "LimitFSIZE=" + limits.fileSize(),
                "LimitCORE=0",
                "Nice=" + limits.nice(),
                "NoNewPrivileges=yes",
                "ProtectSystem=strict",
                "ProtectHome=yes",
                "PrivateTmp=yes",
                "ProtectKernelTunables=yes",
                "ProtectControlGroups=yes",
                "RestrictSUIDSGID=yes",
                "SystemCallFilter=@system-service",
                "OOMScoreAdjust=500"));
    if (limits.idleIo()) {
      properties.add("IOSchedulingClass=idle");
    }
    if (!custom.user().equals("root")) {
      properties.add("CapabilityBoundingSet=");
    }
    if (!sandbox.devices()) {
      properties.add("PrivateDevices=yes");
    }
    if (!sandbox.network()) {
      properties.add("PrivateNetwork=yes");
    }
    sandbox.writable().forEach(folder -> properties.add("ReadWritePaths=" + folder));
    properties.forEach(property -> argv.addAll(List.of("-p", property)));
    argv.add("--");
    argv.addAll(command);
    return List.copyOf(argv);
  }

  /** Name of the transient service of an attempt. */
  static String unit(String attempt) {
    return "vigia-t-" + attempt.toLowerCase(Locale.ROOT) + ".service";
  }
}
