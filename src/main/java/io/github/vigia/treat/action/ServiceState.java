package io.github.vigia.treat.action;

import io.github.vigia.treat.Run;
import java.util.HashMap;
import java.util.Map;

/**
 * How a service is.
 *
 * @param known its manager has it
 * @param activity as systemd says it: {@code active}, {@code failed}, {@code inactive}, {@code
 *     activating}, {@code deactivating}
 * @param detail {@code running}, {@code auto-restart}, …
 * @param refuses it must not be started by hand
 * @param queued something else has been asked of it and is not done
 * @param limited it failed so often that its manager refuses to start it
 * @param invocation tells one run of it from the next; empty where the manager does not
 */
record ServiceState(
    String unit,
    boolean known,
    String activity,
    String detail,
    boolean refuses,
    boolean queued,
    boolean limited,
    long mainPid,
    String invocation,
    String restarts) {

  private static final int RUNNING = 0;

  static ServiceState unknown(String unit) {
    return new ServiceState(unit, false, "unknown", "", false, false, false, 0, "", "");
  }

  /** From the output of {@code systemctl show}. */
  static ServiceState ofSystemd(String unit, String properties) {
    Map<String, String> values = new HashMap<>();
    for (String line : properties.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1).strip());
      }
    }
    String job = values.getOrDefault("Job", "0");
    String pid = values.getOrDefault("MainPID", "0");
    return new ServiceState(
        unit,
        values.getOrDefault("LoadState", "").equals("loaded"),
        values.getOrDefault("ActiveState", "unknown"),
        values.getOrDefault("SubState", ""),
        values.getOrDefault("RefuseManualStart", "no").equals("yes"),
        !job.isEmpty() && !job.equals("0"),
        values.getOrDefault("Result", "").equals("start-limit-hit"),
        pid.matches("\\d{1,10}") ? Long.parseLong(pid) : 0,
        values.getOrDefault("InvocationID", ""),
        values.getOrDefault("NRestarts", ""));
  }

  /** From the exit code of a script's {@code status}: 0 runs; see the Linux Standard Base. */
  static ServiceState ofScript(String unit, boolean known, Run.Ended status) {
    String activity =
        switch (status.code()) {
          case RUNNING -> "active";
          case 1, 2 -> "failed"; // dead, and its pid or lock file is left
          case 3 -> "inactive";
          case 32 -> "failed"; // OpenRC: crashed
          default -> "unknown";
        };
    return new ServiceState(
        unit, known, activity, status.out().strip(), false, false, false, 0, "", "");
  }

  boolean isActive() {
    return activity.equals("active");
  }
}
