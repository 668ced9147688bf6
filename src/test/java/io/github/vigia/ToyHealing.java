package io.github.vigia;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.config.Settings;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Engine;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A real engine with two toy treatments, and a host whose disk a test fills. */
final class ToyHealing implements AutoCloseable {

  private static final Condition DISK = new Condition(Signal.DISK, "/toy");
  private static final Map<Signal, Rule> RULES =
      Map.of(Signal.DISK, new Rule(false, null, new Limit(90, 85), 1, 1, Duration.ZERO));

  final Engine engine;
  volatile boolean helps = true;
  private volatile @Nullable Cycle last;

  /** A treatment of one step, which does what it says and nothing else. */
  private final class Toy implements Treatment, Step {
    private final String id;
    private final Mode mode;

    private Toy(String id, Mode mode) {
      this.id = id;
      this.mode = mode;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public List<Step> steps(Condition condition) {
      return condition.equals(DISK) ? List.of(this) : List.of();
    }

    @Override
    public String treatment() {
      return id;
    }

    @Override
    public String name() {
      return "toy";
    }

    @Override
    public String target() {
      return "/toy";
    }

    @Override
    public int danger() {
      return 1;
    }

    @Override
    public Mode mode() {
      return mode;
    }

    @Override
    public Duration window() {
      return Duration.ofSeconds(15);
    }

    @Override
    public Duration limit() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Preview preview() {
      return helps
          ? new Preview(true, "would tidy up", 2, List.of("a", "b"))
          : Preview.nothing("there is nothing to tidy up");
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      throw new IOException("it fails on purpose");
    }
  }

  /**
   * @param folder for its state files
   * @param mode the most that any treatment may do
   */
  ToyHealing(Path folder, String mode) throws IOException {
    engine =
        Engine.start(
            settings(mode),
            new Engine.Places(folder, folder, Path.of("/proc"), folder),
            List.of(new Toy("tidy", Mode.AUTO), new Toy("ask", Mode.APPROVE)));
  }

  private static Settings.Treatments settings(String mode) {
    Settings.Treatments defaults = Settings.defaults().treatments();
    Map<Signal, Duration> sustained = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      sustained.put(signal, Duration.ZERO);
    }
    return new Settings.Treatments(
        mode,
        sustained,
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

  @Nullable Cycle last() {
    return last;
  }

  /** Shows the engine a disk that is so full. */
  void observe(double percent) {
    long nanos = System.nanoTime();
    Instant at = Instant.now();
    Reading reading = new Reading.Value(percent);
    State state = percent >= 90 ? State.CRITICAL : State.STABLE;
    Snapshot snapshot =
        new Snapshot(
            at,
            nanos,
            List.of(new Sample(Metric.FILESYSTEM_PERCENT, "/toy", reading, nanos)),
            List.of());
    Verdict verdict = new Verdict(DISK, state, state, reading, at, false, false);
    Evaluation evaluation = new Evaluation(state, List.of(verdict), List.of(), Set.of());
    last = new Cycle(snapshot, evaluation, List.of());
    engine.observe(snapshot, evaluation, RULES);
  }

  /** Shows it again and again until something is true; fails after a time that nothing needs. */
  void until(double percent, BooleanSupplier reached) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new AssertionError("not reached");
      }
      observe(percent);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
