package io.github.vigia.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.Subsystem;
import io.github.vigia.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final Condition CPU = Scene.condition(Signal.CPU);

  private final Scene scene = Scene.of(Signal.CPU, Scene.TWO_OF_THREE);

  @Test
  void aConditionIsStableFromItsFirstValueWithoutAnEvent() {
    Evaluation first = scene.value(Metric.CPU_PERCENT, "", 12).evaluate();
    assertThat(first)
        .isEqualTo(
            new Evaluation(
                State.STABLE,
                List.of(
                    new Verdict(
                        CPU,
                        State.STABLE,
                        State.STABLE,
                        new Reading.Value(12),
                        Scene.START,
                        false,
                        false)),
                List.of(),
                Set.of()));
  }

  @Test
  void aSignalWithoutARuleIsNotJudged() {
    Evaluation none = scene.value(Metric.MEMORY_PERCENT, "", 99).evaluate();
    assertThat(none.verdicts()).isEmpty();
    assertThat(none.host()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void aBreachIsUndecidedAndAsksForAnotherLookSoon() {
    Evaluation breach = scene.value(Metric.CPU_PERCENT, "", 99).evaluate();
    assertThat(Scene.only(breach).state()).isEqualTo(State.STABLE);
    assertThat(Scene.only(breach).undecided()).isTrue();
    assertThat(breach.burst()).containsExactly(Subsystem.CPU);
    assertThat(breach.events()).isEmpty();
    Evaluation confirmed = scene.after(0.5).value(Metric.CPU_PERCENT, "", 99).evaluate();
    assertThat(Scene.only(confirmed).undecided()).isFalse();
    assertThat(confirmed.burst()).isEmpty();
  }

  @Test
  void aConfirmedChangeIsAnEventOfTheConditionAndOfTheHost() {
    scene.cpu(99);
    Evaluation confirmed = scene.after(5).value(Metric.CPU_PERCENT, "", 98).evaluate();
    Reading decided = new Reading.Value(98);
    assertThat(confirmed.events())
        .containsExactly(
            new Event.StateChanged(scene.at(), CPU, State.STABLE, State.CRITICAL, decided),
            new Event.HostStateChanged(scene.at(), State.STABLE, State.CRITICAL));
    assertThat(Scene.only(confirmed))
        .isEqualTo(
            new Verdict(CPU, State.CRITICAL, State.CRITICAL, decided, scene.at(), false, false));
  }

  @Test
  void aStateRemembersSinceWhen() {
    scene.cpu(99);
    Instant entered = scene.cpu(99).since();
    assertThat(scene.cpu(97).since()).isEqualTo(entered).isEqualTo(Scene.START.plusSeconds(10));
  }

  @Test
  void aSampleServedAgainCountsOnce() {
    scene.cpu(99);
    for (int i = 1; i <= 4; i++) {
      Verdict again =
          Scene.only(scene.after(0.5).cached(Metric.CPU_PERCENT, 99, i * 0.5).evaluate());
      assertThat(again.state()).isEqualTo(State.STABLE);
      assertThat(again.undecided()).isTrue();
    }
    assertThat(Scene.only(scene.after(0.5).cached(Metric.CPU_PERCENT, 99, 0.25).evaluate()).state())
        .isEqualTo(State.CRITICAL);
  }

  @Test
  void theVerdictIsTheSameObjectWhileNothingChanges() {
    Verdict first = scene.cpu(50);
    assertThat(Scene.only(scene.after(1).cached(Metric.CPU_PERCENT, 50, 1).evaluate()))
        .isSameAs(first);
    assertThat(scene.cpu(51).reading()).isEqualTo(new Reading.Value(51));
  }

  @Test
  void aFailedReadingIsNoFreshSampleAndNoBreach() {
    scene.cpu(99);
    assertThat(Scene.only(scene.cpuFails()).state()).isEqualTo(State.STABLE);
    assertThat(Scene.only(scene.cpuFails()).reading()).isEqualTo(new Reading.Value(99));
    assertThat(scene.cpu(99).state()).isEqualTo(State.CRITICAL);
  }

  @Test
  void aValueThatIsNoNumberIsAFailure() {
    scene.cpu(99);
    assertThat(scene.cpu(Double.NaN).reading()).isEqualTo(new Reading.Value(99));
    assertThat(scene.cpu(Double.POSITIVE_INFINITY).state()).isEqualTo(State.STABLE);
    Evaluation stale = scene.after(5).value(Metric.CPU_PERCENT, "", Double.NaN).evaluate();
    assertThat(stale.events())
        .first()
        .isEqualTo(
            new Event.StateChanged(
                scene.at(),
                CPU,
                State.STABLE,
                State.UNKNOWN,
                new Reading.Failed("not a finite number: NaN")));
  }

  @Test
  void unknownBeginsExactlyAtTheStaleTimeAndShowsWhatWasKnown() {
    scene.cpu(99);
    scene.cpu(99);
    Reading failed = new Reading.Failed("EIO");
    Evaluation before = scene.after(14.999).reading(Metric.CPU_PERCENT, "", failed).evaluate();
    assertThat(Scene.only(before).state()).isEqualTo(State.CRITICAL);
    Evaluation stale = scene.after(0.001).reading(Metric.CPU_PERCENT, "", failed).evaluate();
    assertThat(Scene.only(stale))
        .isEqualTo(
            new Verdict(
                CPU,
                State.UNKNOWN,
                State.CRITICAL,
                new Reading.Value(99),
                scene.at(),
                false,
                false));
    assertThat(stale.host()).isEqualTo(State.UNKNOWN);
    assertThat(stale.events())
        .containsExactly(
            new Event.StateChanged(scene.at(), CPU, State.CRITICAL, State.UNKNOWN, failed),
            new Event.HostStateChanged(scene.at(), State.CRITICAL, State.UNKNOWN));
  }

  @Test
  void aCachedValueGrowsStaleToo() {
    scene.cpu(50);
    assertThat(Scene.only(scene.after(14).cached(Metric.CPU_PERCENT, 50, 14).evaluate()).state())
        .isEqualTo(State.STABLE);
    assertThat(Scene.only(scene.after(1).cached(Metric.CPU_PERCENT, 50, 15).evaluate()).state())
        .isEqualTo(State.UNKNOWN);
  }

  @Test
  void theStaleTimeFollowsTheRefreshOfTheSubsystem() {
    Scene slow = Scene.of(Signal.CPU, Scene.TWO_OF_THREE);
    slow.evaluator.use(
        Map.of(Signal.CPU, Scene.TWO_OF_THREE),
        Map.of(Subsystem.CPU, Duration.ofSeconds(20)),
        Duration.ofSeconds(5));
    slow.cpu(50);
    slow.after(50);
    assertThat(Scene.only(slow.cpuFails()).state()).isEqualTo(State.STABLE);
    assertThat(Scene.only(slow.cpuFails()).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void unknownComesBackAsItWas() {
    scene.cpu(99);
    scene.cpu(99);
    for (int i = 0; i < 100; i++) {
      scene.cpuFails();
    }
    Evaluation back = scene.after(5).value(Metric.CPU_PERCENT, "", 60).evaluate();
    assertThat(Scene.only(back).state()).isEqualTo(State.CRITICAL);
    assertThat(back.events())
        .first()
        .isEqualTo(
            new Event.StateChanged(
                scene.at(), CPU, State.UNKNOWN, State.CRITICAL, new Reading.Value(60)));
  }

  @Test
  void timersStandStillWhileUnknown() {
    scene.cpu(99);
    scene.cpu(99);
    for (int i = 0; i < 7; i++) {
      assertThat(scene.cpu(60).state()).isEqualTo(State.CRITICAL);
    }
    scene.after(600);
    for (int i = 0; i < 6; i++) {
      assertThat(scene.cpu(60).state()).isEqualTo(State.CRITICAL);
    }
    assertThat(scene.cpu(60).state()).isEqualTo(State.STABLE);
  }

  @Test
  void aShorterGapThanTheStaleTimeCounts() {
    scene.cpu(99);
    scene.cpu(99);
    scene.cpu(60);
    for (int i = 0; i < 6; i++) {
      scene.after(9.9);
      scene.value(Metric.CPU_PERCENT, "", 60).evaluate();
    }
    assertThat(Scene.only(scene.after(0.6).value(Metric.CPU_PERCENT, "", 60).evaluate()).state())
        .isEqualTo(State.STABLE);
  }

  @Test
  void aGapAsLongAsTheStaleTimeDoesNotCount() {
    scene.cpu(99);
    scene.cpu(99);
    scene.cpu(60);
    scene.after(10);
    for (int i = 0; i < 12; i++) {
      assertThat(scene.cpu(60).state()).isEqualTo(State.CRITICAL);
    }
    assertThat(scene.cpu(60).state()).isEqualTo(State.STABLE);
  }

  @Test
  void whatIsUnknownIsNotUndecided() {
    scene.cpu(99);
    assertThat(Scene.only(scene.cpuFails()).undecided()).isTrue();
    scene.cpuFails();
    Evaluation stale = scene.cpuFails();
    assertThat(Scene.only(stale).state()).isEqualTo(State.UNKNOWN);
    assertThat(stale.burst()).isEmpty();
  }

  @Test
  void whatCouldNeverBeReadHasNoVerdictBeforeTheStaleTimeAndIsUnknownThen() {
    assertThat(scene.cpuFails().verdicts()).isEmpty();
    assertThat(scene.cpuFails().verdicts()).isEmpty();
    scene.cpuFails();
    Evaluation stale = scene.cpuFails();
    assertThat(Scene.only(stale).state()).isEqualTo(State.UNKNOWN);
    assertThat(Scene.only(stale).lastKnown()).isEqualTo(State.UNKNOWN);
    assertThat(Scene.only(stale).reading()).isEqualTo(new Reading.Failed("EIO"));
    assertThat(scene.cpu(50).state()).isEqualTo(State.STABLE);
  }

  @Test
  void anAbsentReadingIsNoCondition() {
    Evaluation none =
        scene.reading(Metric.CPU_PERCENT, "", new Reading.Absent("no CPU")).evaluate();
    assertThat(none.verdicts()).isEmpty();
    assertThat(none.events())
        .containsExactly(new Event.HostStateChanged(scene.at(), State.STABLE, State.UNKNOWN));
  }

  @Test
  void theHostIsAsItsWorstSignal() {
    Scene two = new Scene(Map.of(Signal.CPU, Scene.AT_ONCE, Signal.MEMORY, Scene.AT_ONCE));
    Evaluation both =
        two.value(Metric.CPU_PERCENT, "", 85).value(Metric.MEMORY_PERCENT, "", 99).evaluate();
    assertThat(both.host()).isEqualTo(State.CRITICAL);
    assertThat(both.verdicts())
        .extracting(Verdict::state)
        .containsExactly(State.WARNING, State.CRITICAL);
  }

  @Test
  void flappingBeginsAtTheFourthEntryAndEndsAnHourAfterTheLast() {
    Scene flapping = Scene.of(Signal.CPU, Scene.AT_ONCE);
    for (int i = 0; i < 3; i++) {
      assertThat(flapping.cpu(99).flapping()).isFalse();
      flapping.cpu(50);
      flapping.cpu(50);
      assertThat(flapping.cpu(50).state()).isEqualTo(State.STABLE);
    }
    Evaluation fourth = flapping.after(5).value(Metric.CPU_PERCENT, "", 99).evaluate();
    assertThat(Scene.only(fourth).flapping()).isTrue();
    assertThat(fourth.events()).contains(new Event.Flapping(flapping.at(), CPU, true));
    for (int i = 0; i < 719; i++) {
      assertThat(flapping.cpu(50).flapping()).isTrue();
    }
    Evaluation hour = flapping.after(5).value(Metric.CPU_PERCENT, "", 50).evaluate();
    assertThat(Scene.only(hour).flapping()).isFalse();
    assertThat(hour.events()).containsExactly(new Event.Flapping(flapping.at(), CPU, false));
  }

  @Test
  void aClockJumpDropsTheWindow() {
    scene.cpu(99);
    Evaluation jumped =
        scene.after(5).step(Duration.ofHours(1)).value(Metric.CPU_PERCENT, "", 99).evaluate();
    assertThat(Scene.only(jumped).state()).isEqualTo(State.STABLE);
    assertThat(Scene.only(jumped).undecided()).isTrue();
    assertThat(jumped.events())
        .containsExactly(new Event.ClockJumped(scene.at(), Duration.ofHours(1)));
    assertThat(scene.cpu(99).state()).isEqualTo(State.CRITICAL);
  }

  @Test
  void aClockJumpDropsTheDwellButNotTheState() {
    scene.cpu(99);
    scene.cpu(99);
    for (int i = 0; i < 12; i++) {
      assertThat(scene.cpu(60).state()).isEqualTo(State.CRITICAL);
    }
    scene.step(Duration.ofHours(-1));
    for (int i = 0; i < 12; i++) {
      assertThat(scene.cpu(60).state()).isEqualTo(State.CRITICAL);
    }
    assertThat(scene.cpu(60).state()).isEqualTo(State.STABLE);
  }

  @Test
  void otherRulesKeepTheStateAndDropTheWindow() {
    scene.cpu(99);
    scene.cpu(99);
    Rule higher = new Rule(false, null, new Limit(97, 96), 2, 3, Duration.ofSeconds(10));
    scene.evaluator.use(Map.of(Signal.CPU, higher), Map.of(), Duration.ofSeconds(5));
    assertThat(scene.cpu(95).state()).isEqualTo(State.CRITICAL);
    scene.cpu(95);
    assertThat(scene.cpu(95).state()).isEqualTo(State.STABLE);
    scene.cpu(98);
    Rule lower = new Rule(false, null, new Limit(96, 90), 2, 3, Duration.ofSeconds(10));
    scene.evaluator.use(Map.of(Signal.CPU, lower), Map.of(), Duration.ofSeconds(5));
    assertThat(scene.cpu(98).state()).isEqualTo(State.STABLE);
    assertThat(scene.cpu(98).state()).isEqualTo(State.CRITICAL);
  }

  @Test
  void theSameRulesKeepTheWindow() {
    scene.cpu(99);
    scene.evaluator.use(Map.of(Signal.CPU, Scene.TWO_OF_THREE), Map.of(), Duration.ofSeconds(1));
    assertThat(scene.cpu(99).state()).isEqualTo(State.CRITICAL);
  }

  @Test
  void aSignalThatIsJudgedNoMoreEnds() {
    scene.cpu(99);
    scene.cpu(99);
    scene.evaluator.use(Map.of(), Map.of(), Duration.ofSeconds(5));
    Evaluation after = scene.after(5).value(Metric.CPU_PERCENT, "", 99).evaluate();
    assertThat(after.verdicts()).isEmpty();
    assertThat(after.events())
        .containsExactly(
            new Event.StateChanged(
                scene.at(),
                CPU,
                State.CRITICAL,
                State.STABLE,
                new Reading.Absent("judged no more")),
            new Event.HostStateChanged(scene.at(), State.CRITICAL, State.UNKNOWN));
    assertThat(scene.after(5).evaluate().events()).isEmpty();
  }

  @Test
  void aSignalWithoutLimitsIsStableAndEndsInSilence() {
    Scene off = Scene.of(Signal.BYTES_SENT, Scene.OFF);
    assertThat(Scene.only(off.value(Metric.BYTES_SENT, "", 1e18).evaluate()).state())
        .isEqualTo(State.STABLE);
    Reading failed = new Reading.Failed("EIO");
    Evaluation gone = off.after(15).reading(Metric.BYTES_SENT, "", failed).evaluate();
    assertThat(gone.verdicts()).isEmpty();
    assertThat(gone.events()).noneMatch(Event.StateChanged.class::isInstance);
  }

  @Test
  void aRuleThatNoWindowCanHoldIsRefused() {
    refuses(0, 1, "cpu_percent: confirm 0, expected 1 to 1");
    refuses(3, 2, "cpu_percent: confirm 3, expected 1 to 2");
    refuses(1, 0, "cpu_percent: window of 0 samples, expected 1 to 64");
    refuses(1, 65, "cpu_percent: window of 65 samples, expected 1 to 64");
    assertThat(Scene.of(Signal.CPU, rule(64, 64)).cpu(99).undecided()).isTrue();
  }

  @Test
  void aWindowOfSixtyFourNeedsAllOfThem() {
    Scene longest = Scene.of(Signal.CPU, rule(64, 64));
    for (int i = 0; i < 63; i++) {
      assertThat(longest.cpu(99).state()).isEqualTo(State.STABLE);
    }
    assertThat(longest.cpu(99).state()).isEqualTo(State.CRITICAL);
  }

  private static void refuses(int confirm, int of, String message) {
    assertThatThrownBy(() -> Scene.of(Signal.CPU, rule(confirm, of)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Rule rule(int confirm, int of) {
    return new Rule(false, null, new Limit(95, 90), confirm, of, Duration.ofSeconds(60));
  }
}
