package io.github.vigia.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import org.junit.jupiter.api.Test;

/** Metrics that have instances: what comes, goes, fails, and is too many. */
class InstancesTest {

  private static final Condition ROOT = new Condition(Signal.DISK, "/");
  private static final Condition VAR = new Condition(Signal.DISK, "/var");
  private static final Reading FAILED = new Reading.Failed("EIO");

  private final Scene scene = Scene.of(Signal.DISK, Scene.AT_ONCE);

  @Test
  void eachInstanceIsAConditionOfItsOwn() {
    Evaluation both = disks(50, 99);
    assertThat(both.verdicts())
        .extracting(Verdict::condition, Verdict::state)
        .containsExactly(tuple(ROOT, State.STABLE), tuple(VAR, State.CRITICAL));
  }

  @Test
  void anUnmountedDiskEndsAtTheStaleTimeWithAnEvent() {
    disks(50, 99);
    scene.after(14.999).value(Metric.FILESYSTEM_PERCENT, "/", 50);
    assertThat(scene.evaluate().host()).isEqualTo(State.CRITICAL);
    Evaluation gone = scene.after(0.001).value(Metric.FILESYSTEM_PERCENT, "/", 50).evaluate();
    assertThat(Scene.only(gone).condition()).isEqualTo(ROOT);
    assertThat(gone.events())
        .containsExactly(
            new Event.StateChanged(
                scene.at(),
                VAR,
                State.CRITICAL,
                State.STABLE,
                new Reading.Absent("no longer there")),
            new Event.HostStateChanged(scene.at(), State.CRITICAL, State.STABLE));
  }

  @Test
  void aStableDiskEndsInSilence() {
    disks(50, 50);
    Evaluation gone = scene.after(15).value(Metric.FILESYSTEM_PERCENT, "/", 50).evaluate();
    assertThat(Scene.only(gone).condition()).isEqualTo(ROOT);
    assertThat(gone.events()).isEmpty();
  }

  @Test
  void aDiskThatComesBackBeginsAnew() {
    disks(50, 99);
    scene.after(15).value(Metric.FILESYSTEM_PERCENT, "/", 50).evaluate();
    Evaluation back = disks(50, 92);
    assertThat(back.verdicts().getLast().state()).isEqualTo(State.WARNING);
  }

  @Test
  void anAbsentReadingEndsWhatThereWasAndSaysWhy() {
    Scene cpu = Scene.of(Signal.CPU, Scene.AT_ONCE);
    cpu.cpu(99);
    Reading absent = new Reading.Absent("taken offline");
    Evaluation gone = cpu.after(15).reading(Metric.CPU_PERCENT, "", absent).evaluate();
    assertThat(gone.verdicts()).isEmpty();
    assertThat(gone.events())
        .startsWith(
            new Event.StateChanged(
                cpu.at(), Scene.condition(Signal.CPU), State.CRITICAL, State.STABLE, absent));
  }

  @Test
  void aDiskThatFailsAloneIsUnknownAlone() {
    disks(50, 50);
    Evaluation stale =
        scene
            .after(15)
            .value(Metric.FILESYSTEM_PERCENT, "/", 50)
            .reading(Metric.FILESYSTEM_PERCENT, "/var", FAILED)
            .evaluate();
    assertThat(stale.verdicts())
        .extracting(Verdict::state)
        .containsExactly(State.STABLE, State.UNKNOWN);
  }

  @Test
  void aCollectorThatFailsWholeMakesAllItsInstancesUnknown() {
    disks(50, 99);
    Evaluation stale = scene.after(15).reading(Metric.FILESYSTEM_PERCENT, "", FAILED).evaluate();
    assertThat(stale.verdicts())
        .extracting(Verdict::condition, Verdict::state, Verdict::lastKnown)
        .containsExactly(
            tuple(ROOT, State.UNKNOWN, State.STABLE), tuple(VAR, State.UNKNOWN, State.CRITICAL));
    assertThat(stale.events())
        .startsWith(new Event.StateChanged(scene.at(), ROOT, State.STABLE, State.UNKNOWN, FAILED));
    Evaluation back = disks(50, 99);
    assertThat(back.verdicts())
        .extracting(Verdict::state)
        .containsExactly(State.STABLE, State.CRITICAL);
  }

  @Test
  void aCollectorThatNeverWorkedIsOneUnknownConditionUntilItDoes() {
    scene.reading(Metric.FILESYSTEM_PERCENT, "", FAILED).evaluate();
    Evaluation stale = scene.after(15).reading(Metric.FILESYSTEM_PERCENT, "", FAILED).evaluate();
    assertThat(Scene.only(stale).condition()).isEqualTo(Scene.condition(Signal.DISK));
    assertThat(stale.host()).isEqualTo(State.UNKNOWN);
    Evaluation works = disks(50, 50);
    assertThat(works.verdicts()).extracting(Verdict::condition).containsExactly(ROOT, VAR);
    assertThat(works.host()).isEqualTo(State.STABLE);
  }

  @Test
  void conditionsBeyondTheMostAreSaidNotToBeJudged() {
    Evaluation crowded = many(Evaluator.MOST_CONDITIONS + 2);
    Instant began = scene.at();
    assertThat(crowded.verdicts()).hasSize(Evaluator.MOST_CONDITIONS + 1);
    Reading why = new Reading.Failed("2 more not judged: 1000 conditions at most");
    Condition others = new Condition(Signal.DISK, "(others)");
    assertThat(crowded.verdicts())
        .last()
        .isEqualTo(new Verdict(others, State.UNKNOWN, State.UNKNOWN, why, began, false, false));
    assertThat(crowded.host()).isEqualTo(State.UNKNOWN);
    assertThat(crowded.events())
        .containsExactly(
            new Event.StateChanged(scene.at(), others, State.STABLE, State.UNKNOWN, why),
            new Event.HostStateChanged(scene.at(), State.STABLE, State.UNKNOWN));
    Evaluation still = many(Evaluator.MOST_CONDITIONS + 1);
    assertThat(still.events()).isEmpty();
    assertThat(still.verdicts().getLast().since()).isEqualTo(began);
    Evaluation fits = many(Evaluator.MOST_CONDITIONS);
    assertThat(fits.host()).isEqualTo(State.STABLE);
    assertThat(fits.verdicts()).hasSize(Evaluator.MOST_CONDITIONS);
    assertThat(fits.events())
        .containsExactly(
            new Event.StateChanged(
                scene.at(),
                others,
                State.UNKNOWN,
                State.STABLE,
                new Reading.Absent("all are judged again")),
            new Event.HostStateChanged(scene.at(), State.UNKNOWN, State.STABLE));
  }

  @Test
  void roomThatIsFreeAgainIsUsed() {
    many(Evaluator.MOST_CONDITIONS);
    scene.after(15);
    many(10);
    Evaluation refilled = many(Evaluator.MOST_CONDITIONS);
    assertThat(refilled.verdicts()).hasSize(Evaluator.MOST_CONDITIONS);
    assertThat(refilled.host()).isEqualTo(State.STABLE);
  }

  @Test
  void theMostIsOfAllSignalsTogether() {
    Scene two = new Scene(Map.of(Signal.DISK, Scene.AT_ONCE, Signal.INODES, Scene.AT_ONCE));
    for (int i = 0; i < 600; i++) {
      two.value(Metric.FILESYSTEM_PERCENT, "/" + i, 50);
      two.value(Metric.INODES_PERCENT, "/" + i, 50);
    }
    List<Verdict> verdicts = two.evaluate().verdicts();
    assertThat(verdicts).hasSize(Evaluator.MOST_CONDITIONS + 2);
    assertThat(verdicts).filteredOn(v -> v.state() == State.UNKNOWN).hasSize(2);
  }

  @Test
  void aSignalThatIsJudgedNoMoreTakesItsOthersWithIt() {
    many(Evaluator.MOST_CONDITIONS + 1);
    scene.evaluator.use(Map.of(), Map.of(), Duration.ofSeconds(5));
    assertThat(scene.after(5).evaluate().events())
        .first()
        .isInstanceOfSatisfying(
            Event.StateChanged.class, e -> assertThat(e.to()).isEqualTo(State.STABLE));
    assertThat(scene.after(5).evaluate().events()).isEmpty();
  }

  @Test
  void everySignalHurriesTheSubsystemThatReadsIt() {
    Map<Signal, Subsystem> expected =
        Map.ofEntries(
            Map.entry(Signal.CPU, Subsystem.CPU),
            Map.entry(Signal.MEMORY, Subsystem.MEMORY),
            Map.entry(Signal.CONTAINER_MEMORY, Subsystem.MEMORY),
            Map.entry(Signal.DISK, Subsystem.DISK),
            Map.entry(Signal.INODES, Subsystem.DISK),
            Map.entry(Signal.FILESYSTEM, Subsystem.DISK),
            Map.entry(Signal.PING, Subsystem.LATENCY),
            Map.entry(Signal.LATENCY, Subsystem.LATENCY),
            Map.entry(Signal.LOSS, Subsystem.LATENCY),
            Map.entry(Signal.CARRIER, Subsystem.NETWORK),
            Map.entry(Signal.TEMPERATURE, Subsystem.TEMPERATURE),
            Map.entry(Signal.ZOMBIES, Subsystem.PROCESSES),
            Map.entry(Signal.PIDS, Subsystem.PROCESSES),
            Map.entry(Signal.OPEN_FILES, Subsystem.PROCESSES),
            Map.entry(Signal.BYTES_SENT, Subsystem.NETWORK),
            Map.entry(Signal.BYTES_RECV, Subsystem.NETWORK));
    assertThat(expected).containsOnlyKeys(Signal.values());
    expected.forEach((signal, subsystem) -> {
      Scene one = Scene.of(signal, Scene.TWO_OF_THREE);
      assertThat(one.value(signal.metric(), "x", 99).evaluate().burst())
          .as(signal.key())
          .containsExactly(subsystem);
    });
  }

  private Evaluation disks(double root, double var) {
    return scene
        .after(5)
        .value(Metric.FILESYSTEM_PERCENT, "/", root)
        .value(Metric.FILESYSTEM_PERCENT, "/var", var)
        .evaluate();
  }

  private Evaluation many(int count) {
    scene.after(1);
    for (int i = 0; i < count; i++) {
      scene.value(Metric.FILESYSTEM_PERCENT, "/" + i, 50);
    }
    return scene.evaluate();
  }
}
