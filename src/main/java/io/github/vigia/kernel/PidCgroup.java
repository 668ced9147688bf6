package io.github.vigia.kernel;

/** {@code /proc/PID/cgroup}, see cgroups(7): {@code 0::/system.slice/nginx.service}. */
public final class PidCgroup {

  private PidCgroup() {}

  /** The service whose unit the process is in, {@code nginx.service}; empty if it is in none. */
  public static String service(Text text) {
    do {
      int from = text.position();
      text.nextLine();
      String line = text.slice(from, text.position()).stripTrailing();
      boolean isSystemd = line.startsWith("0::") || line.contains(":name=systemd:");
      if (isSystemd && line.endsWith(".service")) {
        String unit = line.substring(line.lastIndexOf('/') + 1);
        // The manager of a user's own units is no service that anybody restarts.
        return unit.startsWith("user@") ? "" : unit;
      }
    } while (!text.atEnd());
    return "";
  }
}
