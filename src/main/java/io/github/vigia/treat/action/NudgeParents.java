package io.github.vigia.treat.action;

import io.github.vigia.kernel.PidStatus;
import io.github.vigia.kernel.ProcessDescriptor;
import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What can be done about zombies without ending anybody, parent by parent. */
final class NudgeParents extends DescribedStep {

  private static final int MOST_SIGNALS = 200;
  private static final int IN_VAIN = 5;
  private static final Duration BETWEEN_SIGNALS = Duration.ofMillis(20);

  /** Longer than our own waiting for a child ever takes to see that it ended. */
  private static final Duration SURELY_FORGOTTEN = Duration.ofSeconds(1);

  /** What helps with a parent. */
  private enum Way {
    COLLECT("are ours and would be collected"),
    CONTINUE("would go once it is let go on: it is stopped"),
    TELL("may go if it is told: it listens to SIGCHLD"),
    WAIT("stay while it is stopped"),
    NONE("stay until it ends: it does not listen"),
    NOT_OURS("are not for others to deal with");

    private final String text;

    Way(String text) {
      this.text = text;
    }

    boolean isActive() {
      return this == COLLECT || this == CONTINUE || this == TELL;
    }
  }

  private final ReapZombieProcesses.Options options;
  private final Roots roots;
  private final IntPredicate isAwaited;
  private final Predicate<RunningProcess> isLongStopped;

  NudgeParents(
      Description description,
      ReapZombieProcesses.Options options,
      Roots roots,
      IntPredicate isAwaited,
      Predicate<RunningProcess> isLongStopped) {
    super(description);
    this.options = options;
    this.roots = roots;
    this.isAwaited = isAwaited;
    this.isLongStopped = isLongStopped;
  }

  @Override
  public Preview preview() throws IOException {
    Zombies zombies = Zombies.read(roots, options.age());
    int amount = 0;
    List<String> items = new ArrayList<>();
    for (Zombies.Family family : zombies.families()) {
      RunningProcess parent = RunningProcess.of(roots, family.parent());
      if (parent != null) {
        Way way = way(parent);
        amount += way.isActive() ? family.size() : 0;
        if (items.size() < Preview.MOST_ITEMS) {
          items.add(line(family, parent, way));
        }
      }
    }
    String summary =
        zombies.count() == 0
            ? "there are no zombies"
            : "%d zombies of %d parents, %d of which may go"
                .formatted(zombies.count(), zombies.families().size(), amount);
    return new Preview(amount > 0, summary, amount, items);
  }

  private String line(Zombies.Family family, RunningProcess parent, Way way) {
    String service = parent.service(roots);
    return "%d of %s %s%s"
        .formatted(
            family.size(),
            parent,
            way.text,
            service.isEmpty() || way.isActive() ? "" : "; restarting " + service + " would do it");
  }

  private Way way(RunningProcess parent) {
    PidStatus status = parent.status(roots);
    if (status == null) {
      return Way.NONE;
    }
    if (parent.pid() == ProcessHandle.current().pid()) {
      return Way.COLLECT;
    }
    boolean isInit = parent.pid() <= 2 || status.innermostPid() == 1;
    if (isInit || status.tracer() != 0 || parent.name().startsWith("containerd-shim")) {
      return Way.NOT_OURS;
    }
    if (status.isStopped()) {
      return isLongStopped.test(parent) ? Way.CONTINUE : Way.WAIT;
    }
    return status.catches(ProcessDescriptor.SIGCHLD) ? Way.TELL : Way.NONE;
  }

  @Override
  public Effect act(Preview preview, Run run) throws IOException {
    int gone = 0;
    List<String> details = new ArrayList<>();
    for (Zombies.Family family : Zombies.read(roots, options.age()).families()) {
      RunningProcess parent = RunningProcess.of(roots, family.parent());
      if (parent == null || run.isOver()) {
        continue;
      }
      int went = nudge(family, parent, run);
      gone += went;
      details.add("%d of the %d zombies of %s went".formatted(went, family.size(), parent));
      run.did(effect(gone, details));
    }
    return effect(gone, details);
  }

  private static Effect effect(int gone, List<String> details) {
    return new Effect(gone, "processes", gone + " zombies went", List.copyOf(details));
  }

  /** How many went. */
  private int nudge(Zombies.Family family, RunningProcess parent, Run run) throws IOException {
    return switch (way(parent)) {
      case COLLECT -> collect(family, run);
      case CONTINUE -> letGoOn(family, parent, run);
      case TELL -> tell(family, parent, run);
      case WAIT, NONE, NOT_OURS -> 0;
    };
  }

  /** Each by its number, never any child that ended: its exit code may be waited for. */
  private int collect(Zombies.Family family, Run run) {
    run.pause(SURELY_FORGOTTEN);
    int collected = 0;
    for (RunningProcess zombie : family.zombies()) {
      boolean isForgotten = !isAwaited.test(zombie.pid()) && zombie.isAlive(roots);
      if (isForgotten && ProcessDescriptor.collectChild(zombie.pid())) {
        collected++;
      }
    }
    return collected;
  }

  private int letGoOn(Zombies.Family family, RunningProcess parent, Run run) throws IOException {
    parent.signal(roots, ProcessDescriptor.SIGCONT);
    for (int i = 0; i < 50 && left(family) > 0 && !run.isOver(); i++) {
      run.pause(BETWEEN_SIGNALS);
    }
    return family.size() - left(family);
  }

  /** One signal for each: a handler may wait for one child only. */
  private int tell(Zombies.Family family, RunningProcess parent, Run run) throws IOException {
    int before = left(family);
    int least = before;
    int inVain = 0;
    for (int i = 0; i < MOST_SIGNALS && least > 0 && inVain < IN_VAIN && !run.isOver(); i++) {
      if (!isStillTold(parent) || !parent.signal(roots, ProcessDescriptor.SIGCHLD)) {
        break;
      }
      run.pause(BETWEEN_SIGNALS);
      int now = left(family);
      inVain = now < least ? 0 : inVain + 1;
      least = Math.min(least, now);
    }
    return before - left(family);
  }

  private boolean isStillTold(RunningProcess parent) {
    @Nullable PidStatus status = parent.status(roots);
    return status != null && status.catches(ProcessDescriptor.SIGCHLD);
  }

  private int left(Zombies.Family family) {
    int left = 0;
    for (RunningProcess zombie : family.zombies()) {
      left += zombie.isAlive(roots) ? 1 : 0;
    }
    return left;
  }
}
