package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * Leaves orphans behind, which become children of the first process, and reaps them while a child
 * of its own ends: for a suite in which this is the first process. Prints what came of it.
 */
public final class ReapMain {

  private static final Roots ROOTS = new Roots(Path.of("/proc"), Path.of("/sys"), Path.of("/"));

  private ReapMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int orphans = Integer.parseInt(arguments[0]);
    for (int i = 0; i < orphans; i++) {
      new ProcessBuilder("sh", "-c", "(exec sleep 0.2) & exit 0").start().waitFor();
    }
    RealRun run = new RealRun();
    int self = (int) ProcessHandle.current().pid();
    for (int i = 0; i < 100 && Zombies.read(ROOTS, Duration.ZERO).count(self) < orphans; i++) {
      run.pause(Duration.ofMillis(50));
    }
    int before = Zombies.read(ROOTS, Duration.ZERO).count(self);
    Process own = new ProcessBuilder("sh", "-c", "sleep 0.5; exit 7").start();
    ReapZombieProcesses.Options options =
        new ReapZombieProcesses.Options(
            Mode.AUTO, Mode.OFF, Duration.ZERO, Duration.ZERO, 200, Duration.ZERO, Set.of());
    Step step =
        new ReapZombieProcesses(
                options, ROOTS, InstantSource.system(), pid -> pid == (int) own.pid())
            .steps(new Condition(Signal.ZOMBIES, ""))
            .getFirst();
    Effect effect = step.act(step.preview(), run);
    int left = Zombies.read(ROOTS, Duration.ZERO).count(self);
    System.out.println(
        "pid %d before %d reaped %d left %d own %d"
            .formatted(self, before, (int) effect.direct(), left, own.waitFor()));
  }
}
