package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What starts and stops the services of this host. */
sealed interface ServiceManager {

  /** The longest that a question to a service manager may take. */
  Duration PATIENCE = Duration.ofSeconds(10);

  String name();

  /**
   * How a service is; {@code unit} as its manager calls it, {@code nginx.service} or {@code nginx}.
   */
  ServiceState look(String unit) throws IOException;

  /** What restarts a service. */
  List<String> restart(String unit);

  /**
   * What makes a service that failed too often startable again; empty where there is no such thing.
   */
  List<String> forgetFailures(String unit);

  /** The services that run because of this one. */
  List<String> dependants(String unit) throws IOException;

  /** The one that runs now: a host may have the files of several. */
  static ServiceManager of(Roots roots, Programs programs) {
    if (Files.isDirectory(roots.root("/run/systemd/system")) && programs.has("systemctl")) {
      return new Systemd(programs);
    }
    if (Files.exists(roots.root("/run/openrc/softlevel")) && programs.has("rc-service")) {
      return new OpenRc(programs, roots.root("/etc/init.d"));
    }
    if (Files.isDirectory(roots.root("/etc/init.d"))) {
      return new SysvInit(programs, roots.root("/etc/init.d"));
    }
    return new None();
  }

  /** systemd is process 1. */
  record Systemd(Programs programs) implements ServiceManager {

    private static final String PROPERTIES =
        "LoadState,ActiveState,SubState,RefuseManualStart,Job,MainPID,InvocationID,NRestarts,Result";

    @Override
    public String name() {
      return "systemd";
    }

    @Override
    public ServiceState look(String unit) throws IOException {
      Run.Ended shown =
          programs.run(
              List.of("systemctl", "show", "--property", PROPERTIES, "--", unit), PATIENCE);
      if (!shown.succeeded()) {
        throw new IOException("systemctl show " + unit + ": " + shown.err().strip());
      }
      return ServiceState.ofSystemd(unit, shown.out());
    }

    @Override
    public List<String> restart(String unit) {
      return List.of("systemctl", "restart", "--job-mode=replace", "--", unit);
    }

    @Override
    public List<String> forgetFailures(String unit) {
      return List.of("systemctl", "reset-failed", "--", unit);
    }

    @Override
    public List<String> dependants(String unit) throws IOException {
      Run.Ended listed =
          programs.run(
              List.of(
                  "systemctl",
                  "list-dependencies",
                  "--reverse",
                  "--plain",
                  "--state=active",
                  "--",
                  unit),
              PATIENCE);
      List<String> names = new ArrayList<>();
      for (String line : listed.out().split("\n", -1)) {
        String name = line.replace("●", "").strip();
        if (name.endsWith(".service") && !name.equals(unit)) {
          names.add(name);
        }
      }
      return names;
    }
  }

  /** OpenRC has booted the host. */
  record OpenRc(Programs programs, Path scripts) implements ServiceManager {

    @Override
    public String name() {
      return "OpenRC";
    }

    @Override
    public ServiceState look(String unit) throws IOException {
      return ServiceState.ofScript(
          unit,
          Files.isExecutable(scripts.resolve(unit)),
          programs.run(List.of("rc-service", unit, "status"), PATIENCE));
    }

    @Override
    public List<String> restart(String unit) {
      return List.of("rc-service", unit, "restart");
    }

    @Override
    public List<String> forgetFailures(String unit) {
      return List.of("rc-service", unit, "zap");
    }

    @Override
    public List<String> dependants(String unit) throws IOException {
      Run.Ended listed = programs.run(List.of("rc-service", unit, "needsme"), PATIENCE);
      return words(listed.out());
    }
  }

  /** Scripts in {@code /etc/init.d}, whatever process 1 is. */
  record SysvInit(Programs programs, Path scripts) implements ServiceManager {

    @Override
    public String name() {
      return "sysvinit";
    }

    @Override
    public ServiceState look(String unit) throws IOException {
      Path script = scripts.resolve(unit);
      return Files.isExecutable(script)
          ? ServiceState.ofScript(
              unit, true, programs.run(List.of(script.toString(), "status"), PATIENCE))
          : ServiceState.unknown(unit);
    }

    @Override
    public List<String> restart(String unit) {
      return List.of(scripts.resolve(unit).toString(), "restart");
    }

    @Override
    public List<String> forgetFailures(String unit) {
      return List.of();
    }

    @Override
    public List<String> dependants(String unit) {
      return List.of();
    }
  }

  /** Nothing that this program knows: a container, mostly. */
  record None() implements ServiceManager {

    @Override
    public String name() {
      return "none";
    }

    @Override
    public ServiceState look(String unit) {
      return ServiceState.unknown(unit);
    }

    @Override
    public List<String> restart(String unit) {
      throw new IllegalStateException(unit + ": there is nothing here that restarts services");
    }

    @Override
    public List<String> forgetFailures(String unit) {
      return List.of();
    }

    @Override
    public List<String> dependants(String unit) {
      return List.of();
    }
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
  }
}
