package io.github.vigia;

import io.github.vigia.collect.vitals.Vitals;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.Subsystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The turning of the agent: collect, evaluate, hand over, on one thread at a fixed rate, with short
 * looks in between while a signal is undecided.
 */
final class Loop {

  private static final long STEP_NANOS = 10_000_000;

  private final Vitals vitals;
  private final Function<Snapshot, Evaluation> evaluate;
  private final LongFunction<List<Sample>> recorderSamples;
  private final Consumer<Cycle> sink;
  private volatile @Nullable Thread thread;
  private volatile boolean stopped;
  private volatile @Nullable Duration newInterval;

  private Set<Subsystem> burst = Set.of();
  private long cycles;
  private long overruns;
  private long stateChanges;
  private double lastSeconds;

  /**
   * @param evaluate judges a snapshot; called on the loop's thread only
   * @param recorderSamples what the recorder and the settings say of themselves, at a monotonic
   *     time
   * @param sink records and shows a cycle
   */
  Loop(
      Vitals vitals,
      Function<Snapshot, Evaluation> evaluate,
      LongFunction<List<Sample>> recorderSamples,
      Consumer<Cycle> sink) {
    this.vitals = vitals;
    this.evaluate = evaluate;
    this.recorderSamples = recorderSamples;
    this.sink = sink;
  }

  /** Takes the first of the two readings that rates and percentages need. */
  void prime(Instant at, long nanos) {
    vitals.look(at, nanos, Set.of());
    vitals.dueAgain();
  }

  /**
   * Waits before the first turn, so that the two readings have a time between them.
   *
   * @param most how long to wait, longer than {@code least}, for what is read in the background
   * @return false if the loop was stopped meanwhile
   */
  boolean settle(Duration least, Duration most) {
    thread = Thread.currentThread();
    long start = System.nanoTime();
    boolean goesOn = waitUntil(start + least.toNanos());
    while (goesOn && vitals.isPending() && System.nanoTime() - start < most.toNanos()) {
      goesOn = waitUntil(System.nanoTime() + STEP_NANOS);
    }
    return goesOn;
  }

  /**
   * Turns until {@link #stop}, the last cycle, or the end of the time, whichever comes first.
   *
   * @param cycles how many, 0 = for ever
   * @param duration how long, zero = for ever
   */
  void run(Duration interval, long cycles, Duration duration) {
    thread = Thread.currentThread();
    long start = System.nanoTime();
    Pace pace = new Pace(interval, start);
    boolean timed = !duration.isZero();
    long end = start + duration.toNanos();
    for (long done = 0; cycles == 0 || done < cycles; ) {
      long wake = burst.isEmpty() ? pace.due() : earlier(pace.due(), Vitals.BURST);
      if (timed && end - wake <= 0) {
        waitUntil(end);
        return;
      }
      if (!waitUntil(wake)) {
        return;
      }
      if (wake - pace.due() < 0) {
        burst(Instant.now(), System.nanoTime());
      } else {
        Duration other = newInterval;
        if (other != null) {
          pace.interval(other);
        }
        long began = System.nanoTime();
        tick(Instant.now(), began);
        long now = System.nanoTime();
        lastSeconds = (now - began) / 1e9;
        pace.completed(now);
        overruns = pace.overruns();
        done++;
      }
    }
  }

  /** One whole cycle. */
  void tick(Instant at, long nanos) {
    cycles++;
    turn(vitals.look(at, nanos, burst), true);
  }

  /** A look at the undecided subsystems only; recorded where it decided something. */
  void burst(Instant at, long nanos) {
    turn(vitals.look(at, nanos, burst), false);
  }

  /** Ends {@link #run} soon; any thread. */
  void stop() {
    stopped = true;
    Thread running = thread;
    if (running != null) {
      LockSupport.unpark(running);
    }
  }

  /** Puts another interval in force, from the next cycle on; any thread. */
  void interval(Duration interval) {
    newInterval = interval;
  }

  private void turn(Snapshot snapshot, boolean whole) {
    Evaluation evaluation = evaluate.apply(snapshot);
    burst = evaluation.burst();
    stateChanges += changes(evaluation);
    if (whole || !evaluation.events().isEmpty()) {
      sink.accept(new Cycle(snapshot, evaluation, own(snapshot.nanos())));
    }
  }

  private static long changes(Evaluation evaluation) {
    long changes = 0;
    for (var event : evaluation.events()) {
      if (event instanceof Event.StateChanged) {
        changes++;
      }
    }
    return changes;
  }

  private List<Sample> own(long nanos) {
    List<Sample> own = new ArrayList<>(recorderSamples.apply(nanos));
    own.add(sample(Metric.VIGIA_CYCLES, (double) cycles, nanos));
    own.add(sample(Metric.VIGIA_CYCLE_SECONDS, lastSeconds, nanos));
    own.add(sample(Metric.VIGIA_OVERRUNS, (double) overruns, nanos));
    own.add(sample(Metric.VIGIA_STATE_CHANGES, (double) stateChanges, nanos));
    return own;
  }

  private static Sample sample(Metric metric, double value, long nanos) {
    return new Sample(metric, "", new Reading.Value(value), nanos);
  }

  /** The burst's moment if it comes well before the next cycle, else the cycle's. */
  private static long earlier(long due, Duration burst) {
    long soon = System.nanoTime() + burst.toNanos();
    return soon + burst.toNanos() / 2 - due < 0 ? soon : due;
  }

  private boolean waitUntil(long due) {
    long left;
    while (!stopped && (left = due - System.nanoTime()) > 0) {
      LockSupport.parkNanos(this, left);
    }
    return !stopped;
  }
}
