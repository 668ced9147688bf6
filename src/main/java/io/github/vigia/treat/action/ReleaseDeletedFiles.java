package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code release_deleted_files}: gives back the space of files that were deleted while a process
 * has them open: it is told to open its logs anew, or the deleted log is emptied under it.
 */
public final class ReleaseDeletedFiles implements Treatment {

  public static final String ID = "release_deleted_files";

  private static final int SIGHUP = 1;
  private static final int SIGUSR1 = 10;

  /**
   * How far it goes, and whom it may tell.
   *
   * @param tell mode of the rung that sends the signal
   * @param empty mode of the rung that empties one deleted log
   * @param reopenSignals by which programs open their logs anew, by their name; sent only to those
   *     that listen to it
   */
  public record Options(Mode tell, Mode empty, Map<String, Integer> reopenSignals) {

    public static final Options DEFAULTS =
        new Options(
            Mode.APPROVE,
            Mode.APPROVE,
            Map.of("rsyslogd", SIGHUP, "syslog-ng", SIGHUP, "nginx", SIGUSR1));
  }

  private final Options options;
  private final Roots roots;
  private final Statfs statfs;

  public ReleaseDeletedFiles(Options options, Roots roots, Statfs statfs) {
    this.options = options;
    this.roots = roots;
    this.statfs = statfs;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    String mount = condition.instance();
    if (condition.signal() != Signal.DISK || mount.isEmpty()) {
      return List.of();
    }
    Filling filling = new Filling(roots, statfs, mount, false);
    List<Step> steps = new ArrayList<>();
    if (options.tell() != Mode.OFF && !options.reopenSignals().isEmpty()) {
      steps.add(
          new TellOwners(
              description("tell owners", mount, 2, options.tell()),
              options.reopenSignals(),
              roots,
              filling));
    }
    if (options.empty() != Mode.OFF) {
      steps.add(
          new EmptyDeletedLog(description("empty log", mount, 3, options.empty()), roots, filling));
    }
    return steps;
  }

  private static DescribedStep.Description description(
      String name, String mount, int danger, Mode mode) {
    return new DescribedStep.Description(
        ID, name, mount, danger, mode, Duration.ofSeconds(15), Duration.ofSeconds(60));
  }
}
