package io.github.vigia.config;

import io.github.vigia.model.Signal;
import io.github.vigia.model.Subsystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** All settings in force, validated. */
public record Settings(
    Run run,
    Roots roots,
    Logs logs,
    Http http,
    Latency latency,
    Map<Subsystem, Duration> refresh,
    Map<Signal, Rule> thresholds,
    Treatments treatments) {

  /** What holds where nobody said anything. */
  public static Settings defaults() {
    return Assembly.of(new Values());
  }

  /**
   * The loop.
   *
   * @param interval from the start of one cycle to the start of the next
   * @param cycles how many, 0 = for ever
   * @param duration how long in time mode, zero = not in time mode
   * @param verbosity 0 quiet, 1 one line a cycle, 2 one line a metric
   * @param language BCP 47 tag of what is said to people: {@code en} or {@code pt-BR}
   */
  public record Run(
      Duration interval, long cycles, Duration duration, int verbosity, String language) {}

  /** Where the host is: {@code --path.procfs}, {@code --path.sysfs}, {@code --path.rootfs}. */
  public record Roots(Path procfs, Path sysfs, Path rootfs) {}

  /**
   * What is kept on disk.
   *
   * @param root of json/, log/, debug/ and archive/
   * @param cache of state files and, in {@code run/}, of the control socket
   * @param level DEBUG, INFO, WARNING or ERROR: the least that the program's own log keeps
   * @param maxBytes all files under {@code root} together; the oldest archives go first
   * @param maxFileBytes a file that grew to this is rotated before its time
   * @param rotateAfter age at which a file is moved to the archive
   * @param compressAfter age at which an archived file is compressed
   * @param keep age at which an archive is deleted
   * @param safeRotateAfter, keepSafe the same for files named {@code _safe}
   * @param summaryEvery how often the human summary is written
   * @param summaryWindow what time the human summary covers
   * @param averageWindow what time the averages cover
   */
  public record Logs(
      Path root,
      Path cache,
      String level,
      long maxBytes,
      long maxFileBytes,
      Duration rotateAfter,
      Duration compressAfter,
      Duration keep,
      Duration safeRotateAfter,
      Duration keepSafe,
      Duration summaryEvery,
      Duration summaryWindow,
      Duration averageWindow) {}

  /**
   * The server.
   *
   * @param address literal address or host name to bind
   * @param port 0 = any that is free
   * @param allowedHosts names that a request's Host header may carry, besides the bound address and
   *     localhost
   */
  public record Http(boolean enabled, String address, int port, List<String> allowedHosts) {}

  /**
   * The latency probes.
   *
   * @param targets {@code gateway} or addresses or names; the first that is not {@code gateway} is
   *     the main one, that {@code ping_ms} and {@code latency_ms} are of
   * @param timeout after which a probe is lost
   * @param tcpPort of the TCP connect that stands in where ICMP is not allowed
   */
  public record Latency(List<String> targets, Duration timeout, int tcpPort) {

    /** The target that stands for the default gateway, whatever its address. */
    public static final String GATEWAY = "gateway";
  }

  /**
   * How the host is healed. Modes are {@code off}, {@code observe}, {@code dry-run}, {@code
   * approve} and {@code auto}.
   *
   * @param mode the most that any treatment may do by itself
   * @param sustained how long a condition of a signal must be critical before it is treated
   * @param minCritical how many conditions must be critical before anything is treated
   * @param postWait from the end of a treatment to the first look that is kept
   * @param killSwitch while there is such a file, nothing is treated
   * @param grace time after the start of the agent in which nothing is treated
   * @param bootGrace time after the start of the host in which nothing is treated
   * @param byId every treatment that has settings, the custom ones too
   * @param options what single treatments want to know
   */
  public record Treatments(
      String mode,
      Map<Signal, Duration> sustained,
      int minCritical,
      Duration postWait,
      Path killSwitch,
      Duration grace,
      Duration bootGrace,
      Map<String, Treatment> byId,
      Options options,
      List<CustomTreatment> custom,
      List<Silence> silences) {

    /** The same with another mode for all: what {@code --dry-run} asks for. */
    public Treatments withMode(String other) {
      return new Treatments(
          other,
          sustained,
          minCritical,
          postWait,
          killSwitch,
          grace,
          bootGrace,
          byId,
          options,
          custom,
          silences);
    }
  }

  /**
   * What every treatment has.
   *
   * @param cooldown fixed time between two runs, never undercut; empty = the growing hold
   */
  public record Treatment(String mode, Optional<Duration> cooldown) {}

  /**
   * What single treatments want to know.
   *
   * @param olderThan age at which a temporary file is deleted by the first step
   * @param roots folders of temporary files
   * @param maxDeleteBytes most that one run of the cleaning deletes
   * @param endParent mode of ending the parent of zombies
   * @param allowedHour the only hour in which a network interface may be restarted; empty = never
   * @param units that may be restarted
   * @param journalBytes what is left of the journal of systemd
   * @param logRoots folders of logs that may be cut
   * @param imagesOlderThan age at which an unused image of a container is deleted
   * @param protectedNames processes that are never ended nor slowed down
   */
  public record Options(
      Duration olderThan,
      List<Path> roots,
      long maxDeleteBytes,
      String endParent,
      OptionalInt allowedHour,
      List<String> units,
      long journalBytes,
      List<Path> logRoots,
      Duration imagesOlderThan,
      List<String> protectedNames) {}
}
