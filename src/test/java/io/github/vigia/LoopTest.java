package io.github.vigia;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final long SECOND = 1_000_000_000;

  private final List<Cycle> cycles = new ArrayList<>();
  private List<Event> events = List.of();
  private Set<Subsystem> burst = Set.of();
  private final LooksCounted cpu = new LooksCounted();
  private final Loop loop =
      new Loop(
          new Vitals(List.of(cpu), Map.of(Subsystem.CPU, Duration.ofSeconds(10))),
          this::evaluate,
          Healing.NONE,
          nanos -> List.of(),
          cycles::add);

  @Test
  void aCycleHandsOverSnapshotEvaluationAndWhatTheAgentSaysOfItself() {
    loop.prime(NOON, 0);
    loop.tick(NOON, SECOND);

    Cycle cycle = cycles.getFirst();
    assertThat(cycle.snapshot().at()).isEqualTo(NOON);
    assertThat(cycle.evaluation().host()).isEqualTo(State.STABLE);
    assertThat(cycle.own())
        .contains(new Sample(Metric.VIGIA_CYCLES, "", new Reading.Value(1), SECOND));
  }

  @Test
  void theFirstOfTheTwoReadingsIsNotHandedOver() {
    loop.prime(NOON, 0);

    assertThat(cycles).isEmpty();
    assertThat(cpu.looks).isEqualTo(1);
  }

  @Test
  void aBurstReadsTheUndecidedSubsystemAndIsNotRecorded() {
    burst = Set.of(Subsystem.CPU);
    loop.tick(NOON, 0);
    loop.burst(NOON, SECOND / 2);

    assertThat(cpu.looks).isEqualTo(2);
    assertThat(cycles).hasSize(1);
  }

  @Test
  void whatTheHealersTellIsRecordedAndWhatTheyWantIsReadSoon() {
    Event told = new Event.ClockJumped(NOON, Duration.ofSeconds(40));
    List<Event> news = new ArrayList<>(List.of(told));
    Loop healed =
        new Loop(
            new Vitals(List.of(cpu), Map.of(Subsystem.CPU, Duration.ofSeconds(10))),
            this::evaluate,
            new Healing() {
              @Override
              public void observe(Snapshot snapshot, Evaluation evaluation) {}

              @Override
              public Set<Subsystem> wanted() {
                return Set.of(Subsystem.CPU);
              }

              @Override
              public List<Event> news() {
                List<Event> all = List.copyOf(news);
                news.clear();
                return all;
              }
            },
            nanos -> List.of(),
            cycles::add);
    healed.tick(NOON, 0);
    healed.burst(NOON, SECOND / 2);

    assertThat(cycles)
        .singleElement()
        .satisfies(cycle -> assertThat(cycle.evaluation().events()).containsExactly(told));
    assertThat(cpu.looks).isEqualTo(2);
  }

  @Test
  void aBurstThatDecidesIsRecordedAndCountsTheChange() {
    burst = Set.of(Subsystem.CPU);
    loop.tick(NOON, 0);
    events =
        List.of(
            new Event.StateChanged(
                NOON,
                new io.github.vigia.model.Condition(io.github.vigia.model.Signal.CPU, ""),
                State.STABLE,
                State.CRITICAL,
                new Reading.Value(99)));
    loop.burst(NOON, SECOND / 2);

    assertThat(cycles).hasSize(2);
    assertThat(cycles.getLast().own())
        .contains(new Sample(Metric.VIGIA_STATE_CHANGES, "", new Reading.Value(1), SECOND / 2))
        .contains(new Sample(Metric.VIGIA_CYCLES, "", new Reading.Value(1), SECOND / 2));
  }

  @Test
  void whatIsReadInTheBackgroundIsNotLeftUntilTheNextCycleUnlessItHangs() {
    loop.tick(NOON, 0);
    assertThat(loop.isInHaste()).isFalse();
    cpu.news = true;
    assertThat(loop.isInHaste()).isTrue();
    for (int i = 0; i < 6; i++) {
      loop.burst(NOON, SECOND / 2);
    }
    assertThat(loop.isInHaste()).isFalse();
    loop.tick(NOON, 5 * SECOND);
    assertThat(loop.isInHaste()).isTrue();
  }

  @Test
  void whatHasJustReachedWarningIsLookedAtCloselyForAWhile() {
    burst = Set.of(Subsystem.CPU);
    loop.tick(NOON, 0);
    burst = Set.of();
    events =
        List.of(
            new Event.StateChanged(
                NOON,
                new io.github.vigia.model.Condition(io.github.vigia.model.Signal.CPU, ""),
                State.STABLE,
                State.WARNING,
                new Reading.Value(85)));
    loop.burst(NOON, SECOND);
    events = List.of();
    assertThat(loop.isInHaste()).isTrue();
    loop.burst(NOON, 3 * SECOND);
    assertThat(cpu.looks).isEqualTo(3);
    loop.burst(NOON, 4 * SECOND);
    assertThat(loop.isInHaste()).isFalse();
  }

  @Test
  void itEndsAfterTheCyclesThatWereAskedFor() {
    loop.run(Duration.ZERO, 3, Duration.ZERO);

    assertThat(cycles).hasSize(3);
  }

  @Test
  void itEndsWithItsTimeEvenWhenNoCycleIsDue() {
    loop.run(Duration.ofHours(1), 0, Duration.ofMillis(5));

    assertThat(cycles).hasSize(1);
  }

  @Test
  void stopEndsAWaitOfAnHour() throws InterruptedException {
    Thread running =
        Thread.ofPlatform().start(() -> loop.run(Duration.ofHours(1), 0, Duration.ZERO));
    loop.stop();

    running.join(Duration.ofSeconds(10));
    assertThat(running.isAlive()).isFalse();
  }

  private Evaluation evaluate(Snapshot snapshot) {
    return new Evaluation(State.STABLE, List.of(), events, burst);
  }

  /** Counts how often it was read. */
  private static final class LooksCounted implements Collector {

    private int looks;
    private boolean news;

    @Override
    public Subsystem subsystem() {
      return Subsystem.CPU;
    }

    @Override
    public List<Metric> metrics() {
      return List.of(Metric.CPU_PERCENT);
    }

    @Override
    public boolean hasNews() {
      return news;
    }

    @Override
    public void collect(Readings out) {
      out.value(Metric.CPU_PERCENT, ++looks);
    }
  }
}
