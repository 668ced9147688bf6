package io.github.vigia.config;

import io.github.vigia.model.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A treatment that its operator wrote: a program of their own, run within limits.
 *
 * @param danger 1 no loss, 2 bounded loss, 3 may lose work, 4 may lose data or the host
 * @param instance the only instance of the signal that it is for; empty = all
 * @param command program and arguments, never through a shell; a whole argument may be a
 *     placeholder such as {@code {instance}}
 * @param preview what says what it would do; empty where there is none
 * @param rollback what takes it back when things got worse; empty where there is none
 * @param environment all that it finds in its environment, besides the TREATMENT_ variables
 * @param user whom it runs as
 * @param allowRoot whether that may be root
 * @param maxOutput bytes that are kept of each of its outputs
 * @param successExit exit codes that mean it was done
 * @param noOpExit exit codes that mean that there was nothing to do
 * @param window how long its effect is watched for
 * @param file where it was written, which must be its operator's alone
 */
public record CustomTreatment(
    String id,
    int danger,
    String mode,
    Signal signal,
    String instance,
    List<String> command,
    List<String> preview,
    List<String> rollback,
    Map<String, String> environment,
    Duration timeout,
    String user,
    boolean allowRoot,
    Limits limits,
    Sandbox sandbox,
    long maxOutput,
    Set<Integer> successExit,
    Set<Integer> noOpExit,
    Duration window,
    Optional<Duration> cooldown,
    Path file) {

  /** The placeholders that an argument may be. */
  public static final List<String> PLACEHOLDERS =
      List.of("{instance}", "{attempt}", "{metric}", "{value}", "{state}");

  /**
   * What it may use of the host.
   *
   * @param memory bytes of address space
   * @param cpuPercent of one core
   * @param tasks processes and threads
   * @param files open ones
   * @param fileSize bytes that a file which it writes may have
   * @param nice 0 to 19
   * @param idleIo whether its disk requests wait for everybody else's
   */
  public record Limits(
      long memory, int cpuPercent, int tasks, int files, long fileSize, int nice, boolean idleIo) {}

  /**
   * What it may reach, where systemd can hold it to that.
   *
   * @param writable folders that it may write to
   */
  public record Sandbox(List<Path> writable, boolean network, boolean devices) {}
}
