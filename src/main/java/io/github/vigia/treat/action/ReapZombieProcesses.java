package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * {@code reap_zombie_processes}: gets parents to wait for their children that ended. Only a parent
 * can do that, so there is little that helps: our own are waited for, a parent that listens is
 * told, a stopped one is let go on; ending the parent is the last resort and off unless configured.
 */
public final class ReapZombieProcesses implements Treatment {

  public static final String ID = "reap_zombie_processes";

  private static final Duration WINDOW = Duration.ofSeconds(15);

  /**
   * How far it goes.
   *
   * @param nudge mode of the rung that ends nobody
   * @param endParent mode of the rung that ends the parent of most of them
   * @param age since their start from which on zombies count
   * @param continueAfter how long a parent must have been seen stopped before it is let go on
   * @param endParentFrom so many zombies of one parent at least
   * @param patience how long a parent has to end by itself before it is killed
   * @param kept names of programs that are never ended, beyond those that never are anyway
   */
  public record Options(
      Mode nudge,
      Mode endParent,
      Duration age,
      Duration continueAfter,
      int endParentFrom,
      Duration patience,
      Set<String> kept) {

    public static final Options DEFAULTS =
        new Options(
            Mode.AUTO,
            Mode.OFF,
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            200,
            Duration.ofSeconds(10),
            Set.of());
  }

  private final Options options;
  private final Roots roots;
  private final InstantSource clock;
  private final IntPredicate isAwaited;
  private final StoppedParents stopped = new StoppedParents();

  /**
   * One for this host.
   *
   * @param isAwaited whether this program itself waits for the child of this number: its exit code
   *     is not to be taken away
   */
  public ReapZombieProcesses(
      Options options, Roots roots, InstantSource clock, IntPredicate isAwaited) {
    this.options = options;
    this.roots = roots;
    this.clock = clock;
    this.isAwaited = isAwaited;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    boolean isOurs =
        switch (condition.signal()) {
          case ZOMBIES, PIDS, CPU -> true;
          default -> false;
        };
    List<Step> steps = new ArrayList<>();
    if (isOurs && options.nudge() != Mode.OFF) {
      steps.add(
          new NudgeParents(
              description("nudge parents", 1, options.nudge()),
              options,
              roots,
              isAwaited,
              parent ->
                  stopped.isLongStopped(parent, roots, clock.instant(), options.continueAfter())));
    }
    // A busy processor is no reason to end anybody.
    if (isOurs && condition.signal() != Signal.CPU && options.endParent() != Mode.OFF) {
      steps.add(new EndParent(description("end parent", 3, options.endParent()), options, roots));
    }
    return steps;
  }

  private static DescribedStep.Description description(String name, int danger, Mode mode) {
    return new DescribedStep.Description(
        ID, name, "zombies", danger, mode, WINDOW, Duration.ofSeconds(60));
  }
}
