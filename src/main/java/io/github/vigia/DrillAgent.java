package io.github.vigia;

import io.github.vigia.cli.Services;
import io.github.vigia.collect.vitals.AllCollectors;
import io.github.vigia.collect.vitals.Vitals;
import io.github.vigia.config.Loaded;
import io.github.vigia.config.Rule;
import io.github.vigia.config.Settings;
import io.github.vigia.config.SettingsLoader;
import io.github.vigia.config.Sources;
import io.github.vigia.evaluate.Evaluator;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Outcome;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Subsystem;
import io.github.vigia.model.Verdict;
import io.github.vigia.treat.Engine;
import io.github.vigia.treat.drill.Drill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A short-lived agent that watches one condition, which a drill makes critical, and heals it: the
 * same collectors, evaluation and engine, with everything else of the host left out.
 */
final class DrillAgent {

  private static final Duration GAP = Duration.ofMillis(400);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration ZOMBIE_AGE = Duration.ofMillis(500);
  private static final String OFTEN = "200ms";

  private final Drill drill;
  private final Path folder;
  private final Services.DrillWatcher watcher;
  private final long start = System.nanoTime();
  private volatile boolean stopped;
  private volatile boolean healed;
  private volatile @Nullable Loop running;
  private long faultAt;
  private String now = "-";

  /**
   * @param folder the drill's own, for the state files too
   */
  DrillAgent(Drill drill, Path folder, Services.DrillWatcher watcher) {
    this.drill = drill;
    this.folder = folder;
    this.watcher = watcher;
  }

  /** Ends it soon; any thread. */
  void stop() {
    stopped = true;
    Loop loop = running;
    if (loop != null) {
      loop.stop();
    }
  }

  /** Whether the fault was healed and verified; what was made is gone either way. */
  boolean run() throws IOException {
    try (drill) {
      tell("made", drill.stage());
      if (!stopped) {
        heal();
      }
    }
    return healed;
  }

  private void heal() throws IOException {
    Settings settings = settings();
    Path state = Files.createDirectories(folder.resolve("state"));
    Roots roots = drill.roots();
    try (AllCollectors collectors =
            AllCollectors.ofDrill(roots, drill.statfs(), ZOMBIE_AGE, settings.latency());
        Engine engine =
            Engine.start(
                settings.treatments(),
                new Engine.Places(
                    state,
                    Files.createDirectories(folder.resolve("run")),
                    roots.procfs(),
                    roots.rootfs()),
                drill::treatments)) {
      Vitals vitals = new Vitals(collectors.all(), settings.refresh());
      Evaluator evaluator =
          new Evaluator(settings.thresholds(), settings.refresh(), settings.run().interval());
      Loop loop =
          new Loop(
              vitals,
              snapshot -> only(evaluator.evaluate(snapshot)),
              new Watching(engine, settings.thresholds()),
              _ -> List.of(),
              this::turn);
      running = loop;
      loop.prime(Instant.now(), System.nanoTime());
      if (!stopped && loop.settle(GAP, GAP)) {
        loop.run(settings.run().interval(), 0, LIMIT);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Settings settings() {
    Map<String, String> flags = new HashMap<>(drill.settings());
    flags.put("interval", OFTEN);
    for (Subsystem subsystem : Subsystem.values()) {
      flags.put("refresh." + subsystem.key(), OFTEN);
    }
    flags.put("treatments.sustained", "0s");
    flags.put("treatments.grace", "0s");
    flags.put("treatments.boot_grace", "0s");
    flags.put("treatments.post_treatment_wait", "1s");
    flags.put("treatments.kill_switch", folder.resolve("NO_TREATMENTS").toString());
    Loaded loaded =
        SettingsLoader.load(new Sources(null, folder, folder, Map.of(), Map.copyOf(flags)));
    Settings settings = loaded.settings();
    if (settings == null) {
      throw new IllegalStateException("settings of a drill: " + loaded.problems());
    }
    Settings.Treatments treatments = settings.treatments();
    Map<String, Settings.Treatment> byId = new HashMap<>();
    return new Settings(
        settings.run(),
        settings.roots(),
        settings.logs(),
        settings.http(),
        settings.latency(),
        settings.refresh(),
        settings.thresholds(),
        new Settings.Treatments(
            treatments.mode(),
            treatments.sustained(),
            treatments.minCritical(),
            treatments.postWait(),
            treatments.killSwitch(),
            treatments.grace(),
            treatments.bootGrace(),
            byId,
            treatments.options(),
            drill.custom(),
            List.of()));
  }

  /** Whatever else is wrong with the host is not what this is about. */
  private Evaluation only(Evaluation all) {
    Condition condition = drill.condition();
    return new Evaluation(
        all.host(),
        all.verdicts().stream().filter(v -> v.condition().equals(condition)).toList(),
        all.events().stream()
            .filter(event ->
                event instanceof Event.StateChanged changed
                    && changed.condition().equals(condition))
            .toList(),
        all.burst());
  }

  /** The engine, told of the drill's condition only. */
  private record Watching(Engine engine, Map<Signal, Rule> rules) implements Healing {

    @Override
    public void observe(Snapshot snapshot, Evaluation evaluation) {
      engine.observe(snapshot, evaluation, rules);
    }

    @Override
    public Set<Subsystem> wanted() {
      return engine.wanted();
    }

    @Override
    public List<Event> news() {
      return engine.news();
    }
  }

  private void turn(Cycle cycle) {
    if (faultAt == 0 && System.nanoTime() - start >= drill.calm().toNanos()) {
      try {
        String fault = drill.inject();
        faultAt = System.nanoTime();
        tell("fault", fault);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (Verdict verdict : cycle.evaluation().verdicts()) {
      now = value(verdict.reading());
    }
    for (Event event : cycle.evaluation().events()) {
      hear(event);
    }
  }

  private void hear(Event event) {
    if (healed) {
      return; // What comes after that is of no interest.
    }
    switch (event) {
      case Event.StateChanged changed -> {
        if (changed.to() == State.CRITICAL) {
          Condition condition = drill.condition();
          tell(
              "detected", condition.signal().key(), condition.instance(), value(changed.reading()));
        }
      }
      case Event.TreatmentStarted started ->
          tell("treats", started.treatment() + " (" + started.step() + ")", started.preview());
      case Event.TreatmentHeldBack held ->
          tell("held_back", held.treatment(), held.gate().toLowerCase(Locale.ROOT), held.why());
      case Event.TreatmentEnded ended -> {
        tell(
            "judged",
            ended.treatment(),
            ended.outcome().name().toLowerCase(Locale.ROOT),
            ended.summary(),
            now);
        if (ended.outcome() == Outcome.HEALED) {
          healed = true;
          stop();
        }
      }
      default -> {
        // Nothing that a drill shows.
      }
    }
  }

  private static String value(Reading reading) {
    return reading instanceof Reading.Value read
        ? String.format(Locale.ROOT, "%.1f", read.value())
        : "-";
  }

  private void tell(String what, String... words) {
    double seconds = faultAt == 0 ? 0 : (System.nanoTime() - faultAt) / 1e9;
    watcher.told(seconds, what, List.of(words));
  }
}
