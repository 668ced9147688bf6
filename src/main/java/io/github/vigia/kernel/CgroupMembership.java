package io.github.vigia.kernel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control groups that a process is in: {@code /proc/PID/cgroup}, see cgroups(7).
 *
 * @param unified its group in version 2; null where there is none
 * @param cpu its group of the cpu controller in version 1; null where there is none
 * @param named its group in systemd's own tree of version 1; null where there is none
 */
public record CgroupMembership(
    @Nullable String unified, @Nullable String cpu, @Nullable String named) {

  public static CgroupMembership parse(Text text) {
    String unified = null;
    String cpu = null;
    String named = null;
    String all = new String(text.copy(0, text.length()), StandardCharsets.UTF_8);
    for (String line : all.split("\n", -1)) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3) {
        List<String> controllers = List.of(parts[1].split(",", -1));
        unified = parts[1].isEmpty() ? parts[2] : unified;
        cpu = controllers.contains("cpu") ? parts[2] : cpu;
        named = controllers.contains("name=systemd") ? parts[2] : named;
      }
    }
    return new CgroupMembership(unified, cpu, named);
  }

  /** The service or scope of systemd that it is of; empty where it is of none. */
  public String unit() {
    String path = unified == null || unified.equals("/") ? named : unified;
    String unit = "";
    if (path != null) {
      for (String part : path.split("/", -1)) {
        boolean isUnit = part.endsWith(".service") || part.endsWith(".scope");
        unit = isUnit ? part : unit;
      }
    }
    return unit;
  }
}
