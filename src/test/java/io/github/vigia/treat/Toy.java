package io.github.vigia.treat;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.config.Settings;
import io.github.vigia.kernel.Kill;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A real engine with one toy treatment, that kills itself at the point that {@code CRASH_AT} names:
 * a type of record, just after it was written. Its deeds are lines in files of its folder.
 */
final class Toy {

  static final Condition DISK = new Condition(Signal.DISK, "/");
  private static final Map<Signal, Rule> RULES =
      Map.of(Signal.DISK, new Rule(false, null, new Limit(90, 85), 1, 1, Duration.ZERO));

  private Toy() {}

  /**
   * Runs until it is killed, or for three seconds; with a second argument it only looks at what the
   * last one left.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String crash = System.getenv().getOrDefault("CRASH_AT", "");
    if (arguments.length > 1) {
      ScriptedStep never =
          new ScriptedStep("toy", "deed", 2, Mode.OFF, _ -> Effect.none("never called"));
      engine(folder, "", never).close();
      return;
    }
    try (Engine engine = engine(folder, crash)) {
      long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
      while (System.nanoTime() - end < 0) {
        observe(engine, 96);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  static Engine engine(Path folder, String crash) throws IOException {
    ScriptedStep step = new ScriptedStep("toy", "deed", 2, Mode.AUTO, run -> deed(folder, run));
    return engine(folder, crash, step);
  }

  static Engine engine(Path folder, String crash, Step step) throws IOException {
    return engine(folder, crash, treatment(step));
  }

  static Engine engine(Path folder, String crash, Treatment treatment) throws IOException {
    return Engine.start(
        settings(),
        new Engine.Places(folder, folder, Path.of("/proc"), folder),
        _ -> List.of(treatment),
        type -> {
          if (type.equals(crash)) {
            Kill.send((int) ProcessHandle.current().pid(), Kill.SIGKILL);
            LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
          }
        });
  }

  static Settings.Treatments settings() {
    Settings.Treatments defaults = Settings.defaults().treatments();
    Map<Signal, Duration> at = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      at.put(signal, Duration.ZERO);
    }
    return new Settings.Treatments(
        "auto",
        at,
        1,
        Duration.ofMillis(100),
        Path.of("/nowhere"),
        Duration.ZERO,
        Duration.ZERO,
        defaults.byId(),
        defaults.options(),
        List.of(),
        List.of());
  }

  static Treatment treatment(Step step) {
    return new Treatment() {
      @Override
      public String id() {
        return step.treatment();
      }

      @Override
      public List<Step> steps(Condition condition) {
        return condition.equals(DISK) ? List.of(step) : List.of();
      }
    };
  }

  private static Effect deed(Path folder, Run run) throws IOException {
    Run.Armed armed =
        run.arm(
            List.of("touch", folder.resolve("rolled-" + run.attempt()).toString()),
            Duration.ofSeconds(
                Long.parseLong(System.getenv().getOrDefault("GUARD_SECONDS", "60"))));
    String script =
        "exec 9>>lock; flock -n 9 || echo overlap >> overlaps; echo \"$1\" >> deeds; sleep 0.3";
    run.command(
        List.of(
            "sh",
            "-c",
            "cd \"$2\" && { " + script + "; }",
            "toy",
            run.attempt(),
            folder.toString()),
        Duration.ofSeconds(5));
    armed.disarm();
    run.did(new Effect(1, "deeds", "done", List.of()));
    // Judged at once, so that the record of its judgement comes soon.
    throw new IOException("it fails on purpose");
  }

  static void observe(Engine engine, double value) {
    long nanos = System.nanoTime();
    Instant at = Instant.now();
    Reading reading = new Reading.Value(value);
    State state = value >= 90 ? State.CRITICAL : State.STABLE;
    engine.observe(
        new Snapshot(
            at,
            nanos,
            List.of(new Sample(Metric.FILESYSTEM_PERCENT, "/", reading, nanos)),
            List.of()),
        new Evaluation(
            state,
            List.of(new Verdict(DISK, state, state, reading, at, false, false)),
            List.of(),
            Set.of()),
        RULES);
  }

  static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
