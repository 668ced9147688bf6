package io.github.vigia.treat;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Policy;
import io.github.vigia.config.Rule;
import io.github.vigia.config.Settings;
import io.github.vigia.model.Attempt;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Outcome;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A healer on a host that a test makes up, on a clock that the test moves. */
final class Bed implements AutoCloseable {

  static final Condition DISK = new Condition(Signal.DISK, "/");
  static final long SECOND = 1_000_000_000L;
  private static final long BOOT = 1_000_000 * SECOND;
  private static final Instant EPOCH = Instant.parse("2026-11-25T00:00:00Z");

  final Map<Signal, Rule> rules = new EnumMap<>(Signal.class);
  final Map<Condition, Double> values = new LinkedHashMap<>();
  final Map<Condition, State> states = new LinkedHashMap<>();
  final List<ScriptedStep> steps = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  final Host host = new Host();
  final Path folder;
  double seconds = 1000;
  boolean sampling = true;
  boolean flapping;
  private Settings.Treatments settings;
  private Wal wal;
  Healer healer;

  /** The surroundings that the test sets. */
  static final class Host implements Surroundings {
    String conflict = "";
    Duration uptime = Duration.ofDays(1);
    boolean attended;
    boolean killed;

    @Override
    public String conflict() {
      return conflict;
    }

    @Override
    public Duration uptime() {
      return uptime;
    }

    @Override
    public boolean isAttended() {
      return attended;
    }

    @Override
    public boolean isKilled() {
      return killed;
    }
  }

  /** Calls steps at once, on the caller's thread. */
  private final class NearHands implements Hands {

    @Override
    public void preview(Step step) {
      try {
        healer.previewed(step.preview(), "", moment());
      } catch (IOException e) {
        healer.previewed(null, e.toString(), moment());
      }
    }

    @Override
    public void act(Step step, Preview preview, Attempt attempt) {
      ToyRun run = new ToyRun(attempt.id());
      String failure = "";
      Effect effect;
      try {
        effect = step.act(preview, run);
      } catch (IOException e) {
        effect = run.soFar;
        failure = String.valueOf(e.getMessage());
      }
      healer.acted(
          new Ending(
              effect,
              failure,
              run.late,
              false,
              run.touched || effect.direct() > 0,
              Duration.ofSeconds(1)),
          moment());
    }

    @Override
    public void rollback(Step step, Effect effect, Attempt attempt) {
      try {
        step.rollback(effect, new ToyRun(attempt.id()));
        healer.rolledBack("", moment());
      } catch (IOException e) {
        healer.rolledBack(e.toString(), moment());
      }
    }
  }

  /** A run without programs. */
  static final class ToyRun implements Run {
    private final String attempt;
    boolean late;
    boolean touched;
    Effect soFar = Effect.none("nothing");

    ToyRun(String attempt) {
      this.attempt = attempt;
    }

    @Override
    public String attempt() {
      return attempt;
    }

    @Override
    public boolean isOver() {
      return late;
    }

    @Override
    public void pause(Duration duration) {}

    @Override
    public void did(Effect effect) {
      touched = true;
      soFar = effect;
    }

    @Override
    public Ended command(List<String> argv, Duration limit) {
      return new Ended(0, "", "", false);
    }

    @Override
    public Armed arm(List<String> argv, Duration delay) {
      throw new UnsupportedOperationException("no rollbacks in a toy");
    }
  }

  Bed(Path folder) {
    this.folder = folder;
    rules.put(
        Signal.DISK, new Rule(false, new Limit(80, 75), new Limit(90, 85), 1, 1, Duration.ZERO));
    settings = settings(settings -> settings);
    try {
      wal = Wal.open(folder, folder.resolve("mirror"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    healer = made();
  }

  /** Changes settings, as a test wants them. */
  interface Change {
    Settings.Treatments apply(Settings.Treatments settings);
  }

  private static Settings.Treatments settings(Change change) {
    Settings.Treatments defaults = Settings.defaults().treatments();
    Map<Signal, Duration> at = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      at.put(signal, Duration.ZERO);
    }
    return change.apply(
        new Settings.Treatments(
            "auto",
            at,
            1,
            Duration.ofSeconds(10),
            Path.of("/nowhere"),
            Duration.ZERO,
            Duration.ofMinutes(3),
            defaults.byId(),
            defaults.options(),
            List.of(),
            List.of()));
  }

  /** Another healer with these settings and the same log. */
  Bed with(Change change) {
    settings = settings(change);
    healer = made();
    return this;
  }

  /** Fixed cooldown for the toy. */
  Bed cooldown(Duration time) {
    return with(s -> {
      Map<String, Settings.Treatment> byId = new LinkedHashMap<>(s.byId());
      byId.put("toy", new Settings.Treatment("auto", Optional.of(time)));
      return new Settings.Treatments(
          s.mode(),
          s.sustained(),
          s.minCritical(),
          s.postWait(),
          s.killSwitch(),
          s.grace(),
          s.bootGrace(),
          byId,
          s.options(),
          s.custom(),
          s.silences());
    });
  }

  Operations operations() {
    return new Operations(healer, settings, List.of(treatment()), this::moment);
  }

  private Treatment treatment() {
    return new Treatment() {
      @Override
      public String id() {
        return "toy";
      }

      @Override
      public List<Step> steps(Condition condition) {
        return condition.signal() == Signal.DISK || condition.signal() == Signal.ZOMBIES
            ? List.copyOf(steps)
            : List.of();
      }
    };
  }

  private Healer made() {
    Moment now = moment();
    return new Healer(
        settings,
        List.of(treatment()),
        new NearHands(),
        new Book(wal),
        new Ledger(Policy.standard(), new Random(7), now.nanos()),
        new Restraints(settings, host, now),
        new History(folder.resolve("post_treatment_history.jsonl"), List.of()),
        "boot");
  }

  /** The engine dies and starts again, {@code later} on the monotonic clock of another boot. */
  Bed restart(Duration later, Duration wall) throws IOException {
    wal.close();
    wal = Wal.open(folder, folder.resolve("mirror"));
    Past past = Past.of(wal.records());
    Moment before = moment();
    seconds += later.toSeconds();
    healer = made();
    healer.memory.restore(
        past.state(),
        Recovery.passed(past.state(), "other", new Moment(before.at().plus(wall), 0)),
        moment());
    return this;
  }

  Past past() throws IOException {
    wal.close();
    wal = Wal.open(folder, folder.resolve("mirror"));
    return Past.of(wal.records());
  }

  Moment moment() {
    return new Moment(EPOCH.plusMillis((long) (seconds * 1000)), BOOT + (long) (seconds * SECOND));
  }

  Bed step(ScriptedStep step) {
    steps.add(step);
    return this;
  }

  Bed value(double value) {
    values.put(DISK, value);
    return this;
  }

  /** Looks once a second for a while. */
  Bed run(double time) {
    for (double end = seconds + time; seconds < end; ) {
      seconds++;
      look();
    }
    return this;
  }

  void look() {
    Moment now = moment();
    List<Sample> samples = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    values.forEach((condition, value) -> {
      long at = sampling ? now.nanos() : BOOT;
      Reading reading = new Reading.Value(value);
      samples.add(new Sample(condition.signal().metric(), condition.instance(), reading, at));
      Rule rule = rules.get(condition.signal());
      State before = states.getOrDefault(condition, State.STABLE);
      State state = rule == null ? State.STABLE : judged(rule, value, before);
      states.put(condition, state);
      verdicts.add(new Verdict(condition, state, state, reading, now.at(), flapping, false));
    });
    Snapshot snapshot = new Snapshot(now.at(), now.nanos(), samples, List.of());
    Evaluation evaluation = new Evaluation(State.STABLE, verdicts, List.of(), Set.of());
    healer.ward.take(snapshot, evaluation, rules, healer.ledger, /* exact= */ true);
    healer.advance(now);
    events.addAll(healer.news());
  }

  private static State judged(Rule rule, double value, State before) {
    Limit critical = rule.critical();
    if (critical == null) {
      return State.STABLE;
    }
    double sign = rule.lowIsBad() ? -1 : 1;
    boolean on = sign * value >= sign * critical.enter();
    boolean held = before == State.CRITICAL && sign * value > sign * critical.clear();
    return on || held ? State.CRITICAL : State.STABLE;
  }

  List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.TreatmentEnded ended) {
        outcomes.add(ended.outcome());
      }
    }
    return outcomes;
  }

  /** The gates that held a step back, in the order in which they were told. */
  List<String> gates() {
    List<String> gates = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.TreatmentHeldBack held) {
        gates.add(held.gate());
      }
    }
    return gates;
  }

  <E extends Event> List<E> told(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Nullable Attempt last() {
    List<Attempt> attempts = healer.history.attempts();
    return attempts.isEmpty() ? null : attempts.getFirst();
  }

  @Override
  public void close() throws IOException {
    wal.close();
  }
}
