package io.github.vigia.treat.action;

import io.github.vigia.kernel.Folder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Sweeps a folder, for suites that make trees and attackers outside of Java: {@code look|act ROOT
 * SECONDS [ROUNDS]}. Prints one line a round, or the last of many.
 */
public final class SweepMain {

  private static final Sweep.Stop NEVER = new Sweep.Stop(() -> false, () -> false, 1000, 1 << 20);

  private SweepMain() {}

  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[1]);
    long seconds = Long.parseLong(arguments[2]);
    int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
    Sweep.Rules rules =
        new Sweep.Rules(LiveFiles.read(Path.of("/proc")), Exclusions.none(), "/", false);
    Sweep.Result result = new Sweep.Result(0, 0, 0, Map.of());
    long removed = 0;
    for (int i = 0; i < rounds; i++) {
      Sweep.Bounds bounds =
          new Sweep.Bounds(Instant.now().getEpochSecond() - seconds, 1_000_000, Long.MAX_VALUE);
      Sweep sweep =
          arguments[0].equals("look")
              ? Sweep.looking(bounds, rules, SweepMain::say, NEVER)
              : Sweep.acting(bounds, rules, NEVER);
      result = sweep.run(root);
      removed += result.removed();
    }
    print("rounds %d removed %d kept %s".formatted(rounds, removed, result.kept()));
  }

  private static void say(Folder parent, byte[] name, long newest, long entries, long bytes) {
    print("would remove " + parent.path() + "/" + Folder.text(name));
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
