package io.github.vigia.treat.action;

import io.github.vigia.kernel.ProcessDescriptor;
import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends the one process that has left most children unwaited for; its zombies go to process 1. */
final class EndParent extends DescribedStep {

  private static final Duration LOOK = Duration.ofMillis(100);

  private final ReapZombieProcesses.Options options;
  private final Roots roots;

  EndParent(Description description, ReapZombieProcesses.Options options, Roots roots) {
    super(description);
    this.options = options;
    this.roots = roots;
  }

  @Override
  public Preview preview() throws IOException {
    List<String> kept = new ArrayList<>();
    for (Zombies.Family family : Zombies.read(roots, options.age()).families()) {
      RunningProcess parent = RunningProcess.of(roots, family.parent());
      if (parent == null || family.size() < options.endParentFrom()) {
        continue;
      }
      String reason = ProtectedProcesses.reason(roots, parent, options.kept());
      if (reason.isEmpty()) {
        return new Preview(
            true,
            "would end %s, which has left %d children unwaited for"
                .formatted(parent, family.size()),
            family.size(),
            List.of(item(parent)));
      }
      kept.add(parent + " " + reason);
    }
    return Preview.nothing(
        kept.isEmpty()
            ? "no process has %d zombies".formatted(options.endParentFrom())
            : String.join("; ", kept));
  }

  private static String item(RunningProcess parent) {
    return "%d %d %s".formatted(parent.pid(), parent.start(), parent.name());
  }

  @Override
  public Effect act(Preview preview, Run run) throws IOException {
    Zombies before = Zombies.read(roots, options.age());
    RunningProcess parent = promised(preview, before);
    if (parent == null) {
      return Effect.none(
          "the process that was to be ended is gone, or has waited for its children");
    }
    int zombies = before.count(parent.pid());
    parent.signal(roots, ProcessDescriptor.SIGTERM);
    String how = "ended when asked to";
    if (!isGoneWithin(parent, options.patience(), run)) {
      parent.signal(roots, ProcessDescriptor.SIGKILL);
      how = "was killed";
      if (!isGoneWithin(parent, Duration.ofSeconds(5), run)) {
        how = "was killed, but is still there";
      }
    }
    // Process 1 waits for them now; where it does not, they stay, and that is what is told.
    run.pause(LOOK);
    int left = 0;
    for (Zombies.Family family : before.families()) {
      for (RunningProcess zombie : family.zombies()) {
        left += family.parent() == parent.pid() && zombie.isAlive(roots) ? 1 : 0;
      }
    }
    return new Effect(
        zombies - left,
        "processes",
        "%s %s, and %d of its %d zombies went".formatted(parent, how, zombies - left, zombies),
        List.of());
  }

  /** The process of the preview, if it is still the same and still has the zombies. */
  private @Nullable RunningProcess promised(Preview preview, Zombies zombies) {
    for (Zombies.Family family : zombies.families()) {
      RunningProcess parent = RunningProcess.of(roots, family.parent());
      if (parent != null
          && preview.items().equals(List.of(item(parent)))
          && family.size() >= options.endParentFrom()
          && ProtectedProcesses.reason(roots, parent, options.kept()).isEmpty()) {
        return parent;
      }
    }
    return null;
  }

  private boolean isGoneWithin(RunningProcess parent, Duration patience, Run run) {
    for (long left = patience.toMillis(); left > 0 && !run.isOver(); left -= LOOK.toMillis()) {
      if (!parent.isAlive(roots)) {
        return true;
      }
      run.pause(LOOK);
    }
    return !parent.isAlive(roots);
  }
}
