package io.github.vigia.config;

import io.github.vigia.model.Signal;
import io.github.vigia.model.Subsystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** All settings in force, validated. */
public record Settings(
    Run run,
    Roots roots,
    Logs logs,
    Http http,
    Latency latency,
    Map<Subsystem, Duration> refresh,
    Map<Signal, Rule> thresholds) {

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
}
