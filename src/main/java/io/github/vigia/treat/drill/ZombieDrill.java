package io.github.vigia.treat.drill;

import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Treatment;
import io.github.vigia.treat.action.ReapZombieProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code zombies}: a parent that was stopped and does not wait for its children. */
final class ZombieDrill implements Drill {

  private static final String PARENT =
      "i=0; while [ $i -lt 40 ]; do sleep 0.3 & i=$((i+1)); done; kill -STOP $$; wait;"
          + " while :; do sleep 1; done";

  private final Path folder;
  private final Children children = new Children();

  ZombieDrill(Path folder) {
    this.folder = folder;
  }

  @Override
  public String stage() throws IOException {
    Children.require("sleep");
    return "a process namespace of its own";
  }

  @Override
  public String inject() throws IOException {
    children.start("/bin/sh", "-c", PARENT);
    return "a parent of 40 children is stopped before they end";
  }

  @Override
  public Condition condition() {
    return new Condition(Signal.ZOMBIES, "");
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "thresholds.zombies.warning", "10",
        "thresholds.zombies.critical", "20",
        "thresholds.zombies.clear", "5 / 15",
        "thresholds.zombies.for", "2 of 2");
  }

  @Override
  public Roots roots() {
    return new Roots(Path.of("/proc"), Path.of("/sys"), folder.resolve("root"));
  }

  @Override
  public List<Treatment> treatments(Programs programs) {
    ReapZombieProcesses.Options options =
        new ReapZombieProcesses.Options(
            Mode.AUTO,
            Mode.OFF,
            Duration.ZERO,
            Duration.ZERO,
            200,
            Duration.ofSeconds(10),
            Set.of());
    return List.of(
        new OnlyFor(
            condition(),
            new ReapZombieProcesses(
                options, roots(), InstantSource.system(), ZombieDrill::isAwaited)));
  }

  private static boolean isAwaited(int pid) {
    return ProcessHandle.current().children().anyMatch(child -> child.pid() == pid);
  }

  @Override
  public void close() {
    children.close();
  }
}
