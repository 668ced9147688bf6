package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code repair_readonly_filesystem}: makes a filesystem writable again. One that somebody mounted
 * read-only is mounted as it should be; one that stopped after an error is unmounted, checked and
 * mounted again, if nobody uses it and its disk is sound.
 */
public final class RepairReadonlyFilesystem implements Treatment {

  public static final String ID = "repair_readonly_filesystem";

  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Duration CHECK_LIMIT = Duration.ofMinutes(30);

  /**
   * How far it goes, and what is to be writable.
   *
   * @param remount mode of the rung for one that is only mounted read-only
   * @param repair mode of the rung that unmounts and checks it
   * @param writable mount points of the host that are to be writable although fstab does not say so
   */
  public record Options(Mode remount, Mode repair, List<String> writable) {

    public static final Options DEFAULTS = new Options(Mode.APPROVE, Mode.APPROVE, List.of());
  }

  private final Options options;
  private final Roots roots;
  private final Programs programs;

  public RepairReadonlyFilesystem(Options options, Roots roots, Programs programs) {
    this.options = options;
    this.roots = roots;
    this.programs = programs;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    String mount = condition.instance();
    if (condition.signal() != Signal.FILESYSTEM || mount.isEmpty()) {
      return List.of();
    }
    Soundness soundness = new Soundness(roots, programs, mount);
    List<Step> steps = new ArrayList<>();
    if (options.remount() != Mode.OFF) {
      steps.add(
          new RemountWritable(
              description("remount", mount, 3, options.remount(), Duration.ofSeconds(60)),
              soundness,
              options.writable()));
    }
    // Nobody can unmount the root of a running host.
    if (options.repair() != Mode.OFF && !mount.equals("/")) {
      steps.add(
          new CheckAndMount(
              description("check and mount", mount, 4, options.repair(), CHECK_LIMIT),
              soundness,
              roots));
    }
    return steps;
  }

  private static DescribedStep.Description description(
      String name, String mount, int danger, Mode mode, Duration limit) {
    return new DescribedStep.Description(ID, name, mount, danger, mode, WINDOW, limit);
  }
}
