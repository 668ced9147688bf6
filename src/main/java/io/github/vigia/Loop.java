package io.github.vigia;

import io.github.vigia.collect.vitals.Vitals;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Subsystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The turning of the agent: collect, evaluate, hand over, on one thread at a fixed rate, with short
 * looks in between while a signal is undecided, critical, or treated.
 */
final class Loop {

  private static final long STEP_NANOS = 10_000_000;

  /** Looks between two cycles for what is read in the background; a probe is lost before that. */
  private static final int MOST_LATE = 6;

  /**
   * What has just reached WARNING may be on its way to CRITICAL: it is looked at closely so long.
   */
  private static final long ON_ITS_WAY = Duration.ofSeconds(3).toNanos();

  private final Vitals vitals;
  private final Function<Snapshot, Evaluation> evaluate;
  private final Healing healing;
  private final LongFunction<List<Sample>> recorderSamples;
  private final Consumer<Cycle> sink;
  private volatile @Nullable Thread thread;
  private volatile boolean stopped;
  private volatile @Nullable Duration newInterval;

  private Set<Subsystem> burst = Set.of();
  private boolean isCritical;
  private int lateLooks;
  private Set<Subsystem> rising = Set.of();
  private long risingUntil;
  private long cycles;
  private long overruns;
  private long stateChanges;
  private double lastSeconds;

  /**
   * @param evaluate judges a snapshot; called on the loop's thread only
   * @param healing hears of every look
   * @param recorderSamples what the recorder and the settings say of themselves, at a monotonic
   *     time
   * @param sink records and shows a cycle
   */
  Loop(
      Vitals vitals,
      Function<Snapshot, Evaluation> evaluate,
      Healing healing,
      LongFunction<List<Sample>> recorderSamples,
      Consumer<Cycle> sink) {
    this.vitals = vitals;
    this.evaluate = evaluate;
    this.healing = healing;
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
      long wake = isInHaste() ? earlier(pace.due(), Vitals.BURST) : pace.due();
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

  /** What is read in the background is told before the next cycle, unless it hangs. */
  boolean isInHaste() {
    return !burst.isEmpty() || isCritical || (lateLooks < MOST_LATE && vitals.hasNews());
  }

  /** One whole cycle. */
  void tick(Instant at, long nanos) {
    cycles++;
    lateLooks = 0;
    turn(vitals.look(at, nanos, burst), true);
  }

  /** A look at the undecided subsystems only; recorded where it decided something. */
  void burst(Instant at, long nanos) {
    lateLooks++;
    turn(vitals.glance(at, nanos, burst), false);
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
    Evaluation judged = evaluate.apply(snapshot);
    healing.observe(snapshot, judged);
    Evaluation evaluation = withNews(judged);
    isCritical = judged.host() == State.CRITICAL;
    burst = wanted(withRising(judged, snapshot.nanos()));
    stateChanges += changes(evaluation);
    if (whole || !evaluation.events().isEmpty()) {
      sink.accept(new Cycle(snapshot, evaluation, own(snapshot.nanos())));
    }
  }

  private Evaluation withNews(Evaluation judged) {
    List<Event> news = healing.news();
    if (news.isEmpty()) {
      return judged;
    }
    List<Event> events = new ArrayList<>(judged.events());
    events.addAll(news);
    return new Evaluation(judged.host(), judged.verdicts(), events, judged.burst());
  }

  private Set<Subsystem> withRising(Evaluation judged, long now) {
    if (judged.events().stream().anyMatch(Loop::isRise)) {
      rising = burst;
      risingUntil = now + ON_ITS_WAY;
    } else if (now - risingUntil >= 0) {
      rising = Set.of();
    }
    return union(judged.burst(), rising);
  }

  private static boolean isRise(Event event) {
    return event instanceof Event.StateChanged changed
        && changed.from() == State.STABLE
        && changed.to() == State.WARNING;
  }

  private static Set<Subsystem> union(Set<Subsystem> some, Set<Subsystem> others) {
    if (others.isEmpty()) {
      return some;
    }
    Set<Subsystem> all = EnumSet.copyOf(others);
    all.addAll(some);
    return all;
  }

  private Set<Subsystem> wanted(Set<Subsystem> undecided) {
    return union(undecided, healing.wanted());
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
