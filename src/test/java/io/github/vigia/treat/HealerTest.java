package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.config.Settings;
import io.github.vigia.config.Silence;
import io.github.vigia.model.Attempt;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Escalation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Outcome;
import io.github.vigia.model.Restraint;
import io.github.vigia.model.Series;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealerTest {

  @TempDir private Path folder;
  private Bed bed;

  @BeforeEach
  void make() {
    bed = new Bed(folder).value(60);
  }

  @AfterEach
  void close() throws IOException {
    bed.close();
  }

  @Test
  void aConditionThatTheStepHealsIsHealedOnceAndTold() {
    bed.step(healing()).run(5).value(96).run(30);
    assertThat(bed.outcomes()).containsExactly(Outcome.HEALED);
    assertThat(bed.told(Event.TreatmentStarted.class)).hasSize(1);
    Attempt attempt = Objects.requireNonNull(bed.last());
    assertThat(attempt.baseline()).isEqualTo(96);
    assertThat(attempt.result()).isEqualTo(60);
    assertThat(attempt.direct()).isEqualTo(1);
    assertThat(attempt.before()).containsEntry("filesystem_percent:/", 96.0);
    assertThat(attempt.after()).containsEntry("filesystem_percent:/", 60.0);
    assertThat(bed.healer.phase()).isEqualTo(new Phase.Idle());
  }

  @Test
  void zombiesAreSeenToAfterAnyOtherTreatment() {
    ScriptedStep reaping =
        new ScriptedStep(
            "reap_zombie_processes",
            "nudge",
            1,
            Mode.AUTO,
            _ -> new Effect(3, "processes", "reaped", List.of()));
    bed.rules.put(Signal.ZOMBIES, rule(200, 50));
    bed.values.put(new Condition(Signal.ZOMBIES, ""), 3.0);
    bed.step(healing()).step(reaping).run(5).value(96).run(40);

    assertThat(reaping.acts).isEqualTo(1);
    assertThat(bed.outcomes()).first().isEqualTo(Outcome.HEALED);
  }

  @Test
  void withoutZombiesNobodyIsNudged() {
    ScriptedStep reaping =
        new ScriptedStep("reap_zombie_processes", "nudge", 1, Mode.AUTO, _ -> Effect.none("none"));
    bed.rules.put(Signal.ZOMBIES, rule(200, 50));
    bed.values.put(new Condition(Signal.ZOMBIES, ""), 0.0);
    bed.step(healing()).step(reaping).run(5).value(96).run(40);

    assertThat(reaping.previews).isZero();
  }

  @Test
  void criticalMustLastBeforeAnythingIsDone() {
    bed.with(HealerTest::sustainedForTenSeconds).step(healing()).value(96).run(10);
    assertThat(bed.steps.getFirst().acts).isZero();
    bed.run(2);
    assertThat(bed.steps.getFirst().acts).isEqualTo(1);
  }

  @Test
  void fewerCriticalConditionsThanAskedForAreLeftAlone() {
    bed.with(s -> copy(s, s.mode(), 2)).step(healing()).value(96).run(60);
    assertThat(bed.steps.getFirst().acts).isZero();
  }

  @Test
  void theSecondRungFollowsOneThatDidNothing() {
    bed.step(useless("one")).step(healing()).value(96).run(120);
    assertThat(bed.outcomes()).containsExactly(Outcome.NO_EFFECT, Outcome.HEALED);
  }

  @Test
  void aRungWhosePreviewSaysThatItCantHelpIsPassedOver() {
    ScriptedStep first = useless("one");
    first.preview = Preview.nothing("nothing is old enough");
    bed.step(first).step(healing()).value(96).run(20);
    assertThat(first.acts).isZero();
    assertThat(bed.gates()).contains("PRECONDITION");
    assertThat(bed.outcomes()).containsExactly(Outcome.HEALED);
  }

  @Test
  void aRungThatOnlyTellsDoesNotKeepTheNextOneWaiting() {
    ScriptedStep report = useless("report");
    report.window = Duration.ZERO;
    bed.step(report).step(healing()).value(96).run(3);
    assertThat(bed.steps.getLast().acts).isEqualTo(1);
    bed.run(12);
    assertThat(bed.outcomes()).containsExactly(Outcome.UNVERIFIED, Outcome.HEALED);
  }

  @Test
  void whatWasDoneWithoutAWindowIsNotSaidToHaveHelped() {
    ScriptedStep own = ScriptedStep.of("own", Mode.AUTO);
    own.window = Duration.ZERO;
    bed.step(own).value(96).run(3);
    assertThat(bed.outcomes()).containsExactly(Outcome.UNVERIFIED);
  }

  @Test
  void aStepThatNeedsAYesIsLookedAtWhenTheReadingHasBecomeFresh() {
    ScriptedStep first = ScriptedStep.of("one", Mode.APPROVE);
    first.preview = Preview.nothing("nothing is old enough");
    bed.step(first).step(healing()).value(96);
    bed.sampling = false;
    bed.run(3);
    bed.sampling = true;
    bed.run(1);
    assertThat(first.previews).isEqualTo(1);
    assertThat(bed.gates()).doesNotContain("APPROVAL");
  }

  @Test
  void whatWasWellAndCameBackWithinTheWindowIsImprovedAndTriedAgain() {
    bed.step(healing()).step(useless("two")).value(96).run(5).value(96).run(31);
    assertThat(bed.outcomes()).containsExactly(Outcome.IMPROVED);
    bed.run(32);
    assertThat(bed.steps.getFirst().acts).isEqualTo(2);
    assertThat(bed.steps.getLast().acts).isZero();
  }

  @Test
  void whatNothingHelpsIsEscalatedOnceInTimeAndTriedRarely() {
    bed.step(useless("one")).step(useless("two")).value(96).run(170);
    assertThat(bed.told(Event.Escalated.class))
        .extracting(Event.Escalated::reason)
        .containsExactly(Escalation.LADDER_EXHAUSTED);
    bed.run(86_400 - 170);
    assertThat(bed.outcomes()).hasSizeBetween(6, 25).containsOnly(Outcome.NO_EFFECT);
    assertThat(bed.told(Event.Escalated.class)).hasSize(1);
  }

  @Test
  void aValueThatRecoversByItselfIsNotTheStepsMerit() {
    ScriptedStep idle =
        new ScriptedStep(
            "toy",
            "idle",
            1,
            Mode.AUTO,
            _ -> {
              bed.value(60);
              return Effect.none("there was nothing");
            });
    bed.step(idle).value(96).run(40);
    assertThat(bed.outcomes()).containsExactly(Outcome.SELF_RECOVERED);
  }

  @Test
  void whatRecoveredBeforeItsTurnIsLeftAlone() {
    bed.step(healing()).value(96);
    bed.sampling = false;
    bed.run(3);
    assertThat(bed.healer.phase()).isInstanceOf(Phase.Rechecking.class);
    assertThat(bed.healer.wanted()).containsExactly(Subsystem.DISK);
    bed.sampling = true;
    bed.value(70).run(3);
    assertThat(bed.steps.getFirst().acts).isZero();
    assertThat(bed.gates()).contains("RECHECK");
  }

  @Test
  void withoutAFreshReadingNothingIsDone() {
    bed.step(healing()).value(96);
    bed.sampling = false;
    bed.run(20);
    assertThat(bed.steps.getFirst().acts).isZero();
    assertThat(bed.gates()).contains("STALE");
  }

  @Test
  void aStepThatMakesThingsWorseIsTakenBackAndRests() {
    ScriptedStep worse =
        new ScriptedStep(
            "toy",
            "worse",
            1,
            Mode.AUTO,
            _ -> {
              bed.value(99);
              return new Effect(1, "things", "did it", List.of());
            });
    bed.step(worse).value(94).run(40);
    assertThat(bed.outcomes()).containsExactly(Outcome.WORSE);
    assertThat(worse.rollbacks).isEqualTo(1);
    assertThat(bed.told(Event.Escalated.class))
        .extracting(Event.Escalated::reason)
        .contains(Escalation.WORSE);
    bed.run(600);
    assertThat(worse.acts).isEqualTo(1);
  }

  @Test
  void aGuardThatTurnsCriticalMeanwhileMeansWorse() {
    bed.rules.put(Signal.LOSS, rule(5, 4));
    Condition loss = new Condition(Signal.LOSS, "gateway");
    bed.values.put(loss, 0.0);
    ScriptedStep step =
        new ScriptedStep(
            "toy",
            "cut",
            1,
            Mode.AUTO,
            _ -> {
              bed.values.put(loss, 100.0);
              return new Effect(1, "things", "did it", List.of());
            });
    bed.step(step).value(96).run(5);
    assertThat(bed.outcomes()).containsExactly(Outcome.WORSE);
  }

  @Test
  void aStepThatFailsBeforeItTouchedAnythingGivesWayToTheNext() {
    ScriptedStep failing =
        new ScriptedStep(
            "toy",
            "failing",
            1,
            Mode.AUTO,
            _ -> {
              throw new IOException("no such program");
            });
    bed.step(failing).step(healing()).value(96).run(60);
    assertThat(bed.outcomes()).containsExactly(Outcome.FAILED, Outcome.HEALED);
  }

  @Test
  void aStepThatFailedWhileItActedIsNotTriedAgainInTheIncident() {
    ScriptedStep failing =
        new ScriptedStep(
            "toy",
            "failing",
            1,
            Mode.AUTO,
            run -> {
              run.did(new Effect(1, "things", "half of it", List.of()));
              throw new IOException("broke off");
            });
    bed.step(failing).value(96).run(7200);
    assertThat(failing.acts).isEqualTo(1);
  }

  @Test
  void aTimeoutIsToldAsOne() {
    ScriptedStep slow =
        new ScriptedStep(
            "toy",
            "slow",
            1,
            Mode.AUTO,
            run -> {
              ((Bed.ToyRun) run).late = true;
              throw new IOException("stopped at its limit");
            });
    bed.step(slow).value(96).run(5);
    assertThat(bed.outcomes()).containsExactly(Outcome.TIMEOUT);
  }

  @Test
  void aFixedCooldownIsNeverUndercutNotEvenAcrossARestart() throws IOException {
    bed.cooldown(Duration.ofHours(1)).step(healing()).value(96).run(20);
    assertThat(bed.steps.getFirst().acts).isEqualTo(1);
    bed.value(96).run(1800);
    assertThat(bed.steps.getFirst().acts).isEqualTo(1);
    bed.restart(Duration.ofMinutes(10), Duration.ofMinutes(10)).value(96).run(600);
    assertThat(bed.steps.getFirst().acts).isEqualTo(1);
    bed.run(1200);
    assertThat(bed.steps.getFirst().acts).isEqualTo(2);
  }

  @Test
  void aClockThatStepsNeitherFreesNorProlongsAHoldBeyondItsLength() throws IOException {
    bed.step(useless("one")).value(96).run(45);
    Incident incident = Objects.requireNonNull(bed.healer.ledger.incident(Bed.DISK));
    long left = incident.notBefore() - bed.moment().nanos();
    bed.restart(Duration.ZERO, Duration.ofHours(-1));
    Incident back = Objects.requireNonNull(bed.healer.ledger.incident(Bed.DISK));
    long after = back.notBefore() - bed.moment().nanos();
    assertThat(after).isPositive().isLessThanOrEqualTo(left + 45 * Bed.SECOND);
    bed.restart(Duration.ZERO, Duration.ofHours(1));
    back = Objects.requireNonNull(bed.healer.ledger.incident(Bed.DISK));
    assertThat(back.notBefore() - bed.moment().nanos()).isZero();
  }

  @Test
  void countersBreakerTokensAndSilencesSurviveARestart() throws IOException {
    ScriptedStep worse =
        new ScriptedStep(
            "toy",
            "worse",
            2,
            Mode.AUTO,
            _ -> {
              bed.value(99);
              return new Effect(1, "things", "did it", List.of());
            });
    bed.step(worse).value(94).run(40);
    Operations operations = operations();
    operations.silence(
        new Silence.Matcher("zombies", "", "", 0), Duration.ofHours(5), "ana", "backup");
    operations.pause(Duration.ofHours(2), "move", "ana");
    double tokens = bed.healer.ledger.tokens(bed.moment().nanos());
    bed.healer.save(bed.moment());
    bed.restart(Duration.ZERO, Duration.ZERO);
    assertThat(bed.healer.ledger.tokens(bed.moment().nanos())).isEqualTo(tokens);
    assertThat(
            bed.healer
                .ledger
                .breaker(new Ledger.Rung("toy", "/toy", 2))
                .allows(bed.moment().nanos()))
        .isFalse();
    assertThat(bed.healer.restraints.silences()).hasSize(1);
    assertThat(bed.healer.restraints.killed()).contains("move");
    assertThat(Objects.requireNonNull(bed.healer.ledger.incident(Bed.DISK)).attempts())
        .isEqualTo(1);
  }

  @Test
  void aDryRunShowsWhatItWouldDoTouchesNothingAndLeavesTheLadderAlone() {
    ScriptedStep dry = ScriptedStep.of("dry", Mode.DRY_RUN);
    bed.step(dry).value(96).run(3000);
    assertThat(dry.acts).isZero();
    assertThat(dry.previews).isEqualTo(1);
    assertThat(bed.outcomes()).containsExactly(Outcome.DRY_RUN);
    assertThat(bed.healer.ledger.incident(Bed.DISK)).isNull();
    bed.run(700);
    assertThat(dry.previews).isEqualTo(2);
  }

  @Test
  void aDryRunForAllHoldsEveryStepBack() {
    bed.with(s -> copy(s, "dry-run", 1)).step(healing()).value(96).run(30);
    assertThat(bed.steps.getFirst().acts).isZero();
    assertThat(bed.outcomes()).containsExactly(Outcome.DRY_RUN);
  }

  @Test
  void anObserverIsToldAndASwitchedOffStepIsNot() {
    ScriptedStep observe = ScriptedStep.of("observe", Mode.OBSERVE);
    ScriptedStep off = ScriptedStep.of("off", Mode.OFF);
    bed.step(observe).step(off).value(96).run(60);
    assertThat(bed.gates()).containsExactly("MODE");
    assertThat(observe.previews + off.previews).isZero();
  }

  @Test
  void anApprovalIsAskedForAndNothingHappensWithoutIt() {
    ScriptedStep step = new ScriptedStep("toy", "grave", 2, Mode.APPROVE, this::heals);
    bed.step(step).value(96).run(60);
    assertThat(step.acts).isZero();
    assertThat(bed.told(Event.ApprovalWanted.class)).hasSize(1);
    assertThat(operations().waiting()).hasSize(1);
    String id = bed.told(Event.ApprovalWanted.class).getFirst().attempt();
    operations().approve(id, operations().waiting().getFirst().hash(), "ana");
    bed.run(20);
    assertThat(step.acts).isEqualTo(1);
    assertThat(Objects.requireNonNull(bed.last()).id()).isEqualTo(id);
    assertThat(bed.outcomes()).containsExactly(Outcome.HEALED);
  }

  @Test
  void anApprovalIsWorthNothingForMoreThanWhatWasShown() {
    ScriptedStep step = new ScriptedStep("toy", "grave", 2, Mode.APPROVE, this::heals);
    bed.step(step).value(96).run(5);
    String id = bed.told(Event.ApprovalWanted.class).getFirst().attempt();
    step.preview = new Preview(true, "would do more", 9, List.of("a", "b", "c"));
    operations().approve(id, "", "ana");
    bed.run(5);
    assertThat(step.acts).isZero();
    assertThat(bed.gates()).contains("APPROVAL");
  }

  @Test
  void anApprovalIsWorthNothingAfterTenMinutes() {
    ScriptedStep step = new ScriptedStep("toy", "grave", 2, Mode.APPROVE, this::heals);
    bed.step(step).value(96).run(5);
    String id = bed.told(Event.ApprovalWanted.class).getFirst().attempt();
    Approvals.Request request = Objects.requireNonNull(bed.healer.approvals.find(id));
    assertThat(request.until() - bed.moment().nanos())
        .isLessThanOrEqualTo(Duration.ofMinutes(10).toNanos());
    bed.healer.approvals.expire(request.until());
    assertThat(bed.healer.approvals.find(id)).isNull();
  }

  @Test
  void anApprovalThatWaitsSurvivesARestartAndARefusalEndsIt() throws IOException {
    ScriptedStep step = new ScriptedStep("toy", "grave", 2, Mode.APPROVE, this::heals);
    bed.step(step).value(96).run(5);
    String id = bed.told(Event.ApprovalWanted.class).getFirst().attempt();
    bed.restart(Duration.ofMinutes(1), Duration.ofMinutes(1));
    assertThat(operations().waiting())
        .singleElement()
        .satisfies(waiting -> {
          assertThat(waiting.id()).isEqualTo(id);
          assertThat(waiting.items()).containsExactly("a", "b");
        });
    operations().refuse(id, "ana");
    assertThat(operations().waiting()).isEmpty();
    bed.run(5);
    assertThat(step.acts).isZero();
    assertThat(bed.told(Event.ApprovalGiven.class)).singleElement().matches(e -> !e.granted());
  }

  @Test
  void whileARungWaitsForAYesTheNextOneIsTried() {
    ScriptedStep grave = new ScriptedStep("toy", "grave", 2, Mode.APPROVE, this::heals);
    bed.step(grave).step(healing()).value(96).run(30);
    assertThat(bed.outcomes()).containsExactly(Outcome.HEALED);
    assertThat(grave.acts).isZero();
  }

  @Test
  void whatCouldNotHelpYetIsLookedAtAgainAfterHalfAMinute() {
    ScriptedStep later = healing();
    later.preview = Preview.nothing("it has not lasted for 30 s");
    bed.step(later).value(96).run(5);
    later.preview = new Preview(true, "would do it", 1, List.of());
    bed.run(20);
    assertThat(later.acts).isZero();
    bed.run(12);
    assertThat(later.acts).isEqualTo(1);
  }

  @Test
  void aLadderOnWhichSomethingWaitsForAYesIsNotExhaustedBeforeThatIsOver() {
    ScriptedStep hopeless = useless("two");
    hopeless.preview = Preview.nothing("nothing is old enough");
    bed.step(ScriptedStep.of("one", Mode.APPROVE)).step(hopeless).value(96).run(110);
    assertThat(bed.told(Event.ApprovalWanted.class)).hasSize(1);
    assertThat(bed.told(Event.Escalated.class)).isEmpty();
    bed.run(60);
    assertThat(bed.told(Event.Escalated.class)).hasSize(1);
  }

  @Test
  void theGravestNeedAYesWhateverTheirMode() {
    ScriptedStep grave = new ScriptedStep("toy", "grave", 4, Mode.AUTO, this::heals);
    bed.step(grave).value(96).run(10);
    assertThat(grave.acts).isZero();
    assertThat(bed.told(Event.ApprovalWanted.class)).hasSize(1);
  }

  @Test
  void whileSomebodyIsLoggedInRiskyStepsAreAskedFor() {
    ScriptedStep risky = new ScriptedStep("toy", "risky", 3, Mode.AUTO, this::heals);
    bed.host.attended = true;
    bed.step(risky).value(96).run(10);
    assertThat(risky.acts).isZero();
    bed.host.attended = false;
    bed.run(700);
    assertThat(risky.acts).isEqualTo(1);
  }

  @Test
  void riskyStepsRunThreeTimesAnHourAtMost() {
    ScriptedStep risky =
        new ScriptedStep(
            "toy", "risky", 3, Mode.AUTO, _ -> new Effect(1, "things", "did", List.of()));
    Ledger ledger = bed.healer.ledger;
    Ledger.Rung rung = new Ledger.Rung("toy", "/toy", 3);
    long now = bed.moment().nanos();
    for (int i = 0; i < 3; i++) {
      ledger.acknowledge(now);
      assertThat(ledger.askFor(rung, now)).isNull();
      ledger.started(Bed.DISK, rung, now);
    }
    ledger.acknowledge(now);
    assertThat(ledger.askFor(rung, now)).isEqualTo(Gate.BUDGET);
    assertThat(ledger.askFor(rung, now + Duration.ofHours(1).toNanos())).isNull();
    assertThat(risky.acts).isZero();
  }

  @Test
  void theGravestStepRunsOnceADayAtMost() {
    Ledger ledger = bed.healer.ledger;
    Ledger.Rung rung = new Ledger.Rung("toy", "/toy", 4);
    long now = bed.moment().nanos();
    ledger.started(Bed.DISK, rung, now);
    ledger.acknowledge(now);
    assertThat(ledger.askFor(rung, now)).isEqualTo(Gate.BUDGET);
    assertThat(ledger.askFor(rung, now + Duration.ofHours(25).toNanos())).isNull();
  }

  @Test
  void anEmptyBudgetIsSafeModeUntilItIsFullEnoughOrSeenTo() {
    ScriptedStep dear =
        new ScriptedStep(
            "toy", "dear", 2, Mode.AUTO, _ -> new Effect(0, "", "did nothing", List.of()));
    bed.step(dear).value(96);
    bed.healer.ledger.budget(new Budget(0, bed.moment().nanos()));
    bed.run(5);
    assertThat(dear.acts).isZero();
    assertThat(bed.gates()).contains("BUDGET");
    assertThat(bed.told(Event.Restrained.class))
        .extracting(Event.Restrained::restraint, Event.Restrained::began)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Restraint.SAFE_MODE, true));
    operations().acknowledge();
    bed.run(70);
    assertThat(dear.acts).isPositive();
    assertThat(bed.told(Event.Restrained.class)).last().matches(event -> !event.began());
  }

  @Test
  void theKillSwitchAndAPauseStopAllAndAreTold() {
    bed.host.killed = true;
    bed.step(healing()).value(96).run(10);
    assertThat(bed.steps.getFirst().acts).isZero();
    bed.host.killed = false;
    operations().pause(Duration.ofHours(2), "move", "ana");
    bed.run(10);
    assertThat(bed.steps.getFirst().acts).isZero();
    assertThat(bed.gates()).containsOnly("KILL_SWITCH");
    assertThat(bed.told(Event.Restrained.class))
        .extracting(Event.Restrained::restraint)
        .containsExactlyInAnyOrder(Restraint.KILL_SWITCH, Restraint.KILL_SWITCH, Restraint.PAUSE);
    operations().resume();
    bed.run(10);
    assertThat(bed.steps.getFirst().acts).isEqualTo(1);
  }

  @Test
  void aSilenceHoldsBackWhatItMatchesAndNothingElse() {
    bed.step(healing()).value(96);
    operations()
        .silence(new Silence.Matcher("zombies", "", "", 0), Duration.ofHours(5), "ana", "backup");
    String id =
        operations()
            .silence(new Silence.Matcher("", "", "toy", 1), Duration.ofDays(7), "ana", "backup");
    bed.healer.restraints.remove(id);
    bed.healer.restraints.add(
        new Silence(
            "s",
            new Silence.Matcher("disk_percent", "/", "", 0),
            new Silence.Window.Once(
                bed.moment().at(), bed.moment().at().plus(Duration.ofMinutes(1))),
            false,
            "ana",
            "backup"));
    bed.run(115);
    assertThat(bed.steps.getFirst().acts).isZero();
    assertThat(bed.gates()).containsExactly("SILENCED");
    bed.run(10);
    assertThat(bed.steps.getFirst().acts).isEqualTo(1);
    assertThat(bed.told(Event.Silenced.class)).anyMatch(event -> !event.began());
  }

  @Test
  void aHostThatHasJustStartedIsLeftAloneButForHeatAndFailingDisks() {
    bed.host.uptime = Duration.ofSeconds(100);
    bed.step(healing()).value(96).run(10);
    assertThat(bed.gates()).containsExactly("GRACE");
    assertThat(bed.healer.restraints.grace(new Condition(Signal.TEMPERATURE, "x"), 0)).isEmpty();
  }

  @Test
  void afterAJumpOfTheClockNothingIsDoneForAMinute() {
    bed.step(healing()).value(96);
    bed.healer.restraints.clockJumped(bed.moment().nanos());
    bed.run(58);
    assertThat(bed.steps.getFirst().acts).isZero();
    bed.run(5);
    assertThat(bed.steps.getFirst().acts).isEqualTo(1);
  }

  @Test
  void whilePackagesAreChangedNothingIsDone() {
    bed.host.conflict = "packages are being changed";
    bed.step(healing()).value(96).run(10);
    assertThat(bed.gates()).containsExactly("CONFLICT");
  }

  @Test
  void aCauseIsTreatedBeforeItsSymptom() {
    bed.rules.put(Signal.FILESYSTEM, rule(1, 0));
    bed.values.put(new Condition(Signal.FILESYSTEM, "/"), 1.0);
    bed.step(healing()).value(96).run(10);
    assertThat(bed.steps.getFirst().acts).isZero();
    assertThat(bed.gates()).containsExactly("CONFLICT");
  }

  @Test
  void theSameRefusalIsToldOnceAndCountedEachTime() {
    bed.host.conflict = "packages are being changed";
    bed.step(healing()).value(96).run(50);
    assertThat(bed.gates()).hasSize(1);
    List<Series> series =
        bed.healer.tallies.series(bed.healer.ledger, bed.healer.phase(), bed.moment().nanos());
    assertThat(series)
        .filteredOn(one -> one.family().equals("vigia_treatment_refused_total"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.labels()).isEqualTo(Map.of("treatment", "toy", "gate", "conflict"));
          assertThat(one.value()).isGreaterThanOrEqualTo(49);
        });
  }

  @Test
  void inAStormOnlyTheMostUrgentIsTreated() {
    bed.rules.put(Signal.ZOMBIES, rule(200, 50));
    bed.rules.put(Signal.PIDS, rule(92, 85));
    bed.rules.put(Signal.CPU, rule(90, 85));
    bed.host.conflict = "";
    ScriptedStep slow = useless("one");
    bed.step(slow);
    bed.values.put(new Condition(Signal.ZOMBIES, ""), 300.0);
    bed.values.put(new Condition(Signal.PIDS, ""), 95.0);
    bed.values.put(new Condition(Signal.CPU, ""), 99.0);
    bed.value(96).run(70);
    assertThat(bed.told(Event.TreatmentStarted.class))
        .extracting(Event.TreatmentStarted::condition)
        .containsOnly(Bed.DISK);
    assertThat(bed.told(Event.Restrained.class))
        .extracting(Event.Restrained::restraint)
        .containsExactly(Restraint.STORM);
    bed.run(300);
    assertThat(bed.told(Event.TreatmentStarted.class))
        .extracting(Event.TreatmentStarted::condition)
        .contains(new Condition(Signal.ZOMBIES, ""));
  }

  @Test
  void whatComesBackThreeTimesIsToldAndPassedToTheSecondRung() {
    ScriptedStep first = healing();
    ScriptedStep second = new ScriptedStep("toy", "second", 1, Mode.AUTO, this::heals);
    bed.step(first).step(second);
    for (int i = 0; i < 5; i++) {
      bed.value(96).run(400);
    }
    assertThat(bed.told(Event.Escalated.class))
        .extracting(Event.Escalated::reason)
        .contains(Escalation.RELAPSING);
    assertThat(second.acts).isPositive();
  }

  @Test
  void theLooksAfterATreatmentAreKept() throws IOException {
    bed.step(healing()).value(96).run(40);
    List<String> lines = Files.readAllLines(folder.resolve("post_treatment_history.jsonl"));
    assertThat(lines).hasSize(2);
    assertThat(lines)
        .anyMatch(line -> line.contains("\"state\":\"post_treatment\""))
        .anyMatch(line -> line.contains("\"state\":\"verified\"") && line.contains("HEALED"));
    assertThat(bed.healer.history.looks()).isEqualTo(lines);
  }

  @Test
  void theLogTellsTheWholeStory() throws IOException {
    bed.step(healing()).value(96).run(40);
    Past past = bed.past();
    assertThat(past.open()).isEmpty();
    assertThat(past.finished())
        .singleElement()
        .satisfies(attempt -> {
          assertThat(attempt.outcome()).isEqualTo(Outcome.HEALED);
          assertThat(attempt).isEqualTo(bed.last());
        });
  }

  @Test
  void aPersonMayTryATreatmentNowEvenWhereNothingIsCritical() {
    bed.step(healing()).value(80).run(2);
    operations().treat("toy", "/toy", true);
    bed.run(2);
    assertThat(bed.outcomes()).containsExactly(Outcome.DRY_RUN);
    operations().treat("toy", "", false);
    bed.run(20);
    assertThat(bed.steps.getFirst().acts).isEqualTo(1);
  }

  @Test
  void whereNothingMayActAPersonMayOnlyLookToo() {
    bed.with(settings -> settings.withMode("dry-run")).step(healing()).value(80).run(2);
    String order = operations().treat("toy", "/toy", false).id();
    bed.run(20);
    assertThat(bed.steps.getFirst().acts).isZero();
    assertThat(operations().order(order).gate()).isEqualTo("mode");
    operations().treat("toy", "/toy", true);
    bed.run(2);
    assertThat(bed.outcomes()).containsExactly(Outcome.DRY_RUN);
  }

  @Test
  void whatHoldsATreatmentBackIsExplained() {
    bed.step(useless("one")).value(96).run(40);
    Operations.Standing standing = operations().treatments().getFirst();
    assertThat(standing.treatment()).isEqualTo("toy");
    assertThat(standing.mode()).isEqualTo("auto");
    assertThat(standing.holds())
        .singleElement()
        .satisfies(hold -> {
          assertThat(hold.critical()).isTrue();
          assertThat(hold.gate()).isEqualTo("hold");
          assertThat(hold.secondsLeft()).isPositive();
        });
  }

  private Operations operations() {
    return bed.operations();
  }

  private ScriptedStep healing() {
    return new ScriptedStep("toy", "heal", 1, Mode.AUTO, this::heals);
  }

  private Effect heals(Run run) {
    bed.value(60);
    return new Effect(1, "things", "healed by " + run.attempt().length(), List.of());
  }

  private static ScriptedStep useless(String name) {
    return ScriptedStep.of(name, Mode.AUTO);
  }

  private static Rule rule(double enter, double clear) {
    return new Rule(false, null, new Limit(enter, clear), 1, 1, Duration.ZERO);
  }

  private static Settings.Treatments sustainedForTenSeconds(Settings.Treatments s) {
    Map<Signal, Duration> sustained = new EnumMap<>(s.sustained());
    sustained.put(Signal.DISK, Duration.ofSeconds(10));
    return new Settings.Treatments(
        s.mode(),
        sustained,
        s.minCritical(),
        s.postWait(),
        s.killSwitch(),
        s.grace(),
        s.bootGrace(),
        s.byId(),
        s.options(),
        s.custom(),
        s.silences());
  }

  private static Settings.Treatments copy(Settings.Treatments s, String mode, int critical) {
    return new Settings.Treatments(
        mode,
        s.sustained(),
        critical,
        s.postWait(),
        s.killSwitch(),
        s.grace(),
        s.bootGrace(),
        s.byId(),
        s.options(),
        s.custom(),
        s.silences());
  }
}
