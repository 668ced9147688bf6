package io.github.vigia.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whole days at 5 s, and what an operator would see of them. */
class WorldsTest {

  private static final int DAY = 24 * 3_600 / 5;

  /** The limits for which the counts of the design were measured. */
  private static final Rule RULE =
      new Rule(false, null, new Limit(90, 85), 3, 4, Duration.ofSeconds(60));

  @Test
  void noiseAroundTheLimitIsOneChangeADay() {
    RandomGenerator random = new SplittableRandom(1);
    List<Event> events = day(() -> random.nextGaussian(90, 1.5));
    assertThat(changes(events)).extracting(Event.StateChanged::to).containsExactly(State.CRITICAL);
    assertThat(events).hasSize(2);
  }

  @Test
  void isolatedSpikesAreNoChange() {
    int[] sample = {0};
    assertThat(day(() -> sample[0]++ % 36 == 0 ? 99 : 60)).isEmpty();
  }

  @Test
  void spikesAtRandomAreAlmostNoChange() {
    RandomGenerator random = new SplittableRandom(1);
    List<Event> events = day(() -> random.nextDouble() < 5 / 180.0 ? 99 : 60);
    assertThat(changes(events)).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void aSquareWaveAsShortAsTheDwellStaysCritical() {
    int[] sample = {0};
    List<Event> events = day(() -> sample[0]++ / 12 % 2 == 0 ? 97 : 70);
    assertThat(changes(events)).extracting(Event.StateChanged::to).containsExactly(State.CRITICAL);
  }

  @Test
  void aSlowSquareWaveIsDampedToATurnOfFourEntriesAnHour() {
    int[] sample = {0};
    List<Event> events = day(() -> sample[0]++ / 36 % 2 == 0 ? 97 : 70);
    int undamped = 2 * DAY / 72;
    assertThat(changes(events)).hasSizeBetween(4 * 2 * 16, undamped / 3);
    List<Boolean> began = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.Flapping flapping) {
        began.add(flapping.began());
      }
    }
    assertThat(began).hasSizeGreaterThanOrEqualTo(2 * 16);
    for (int i = 0; i < began.size(); i++) {
      assertThat(began.get(i)).isEqualTo(i % 2 == 0);
    }
  }

  @Test
  void aRealIncidentIsSeenTenSecondsAfterItsFirstSample() {
    Scene scene = Scene.of(Signal.CPU, RULE);
    scene.cpu(60);
    assertThat(scene.cpu(96).state()).isEqualTo(State.STABLE);
    assertThat(scene.cpu(96).state()).isEqualTo(State.STABLE);
    assertThat(scene.cpu(96).state()).isEqualTo(State.CRITICAL);
  }

  @Test
  void aReplayedDayGivesTheSameEvaluations() {
    List<Snapshot> day = recordedDay();
    List<Evaluation> first = replay(day);
    assertThat(replay(day)).isEqualTo(first);
    assertThat(first).allSatisfy(e -> assertThat(e.host()).isEqualTo(Scene.worst(e)));
  }

  @Test
  void aRecordedDayTellsItsStory() {
    List<String> story = new ArrayList<>();
    for (Evaluation evaluation : replay(recordedDay())) {
      for (Event event : evaluation.events()) {
        if (event instanceof Event.StateChanged(var at, var condition, var from, var to, _)) {
          long minute = Duration.between(Scene.START, at).toMinutes();
          story.add(minute + " " + condition.name() + " " + from + " " + to);
        } else if (event instanceof Event.ClockJumped(_, var by)) {
          story.add("jump " + by);
        }
      }
    }
    assertThat(story)
        .containsExactly(
            "120 disk_percent:/var STABLE WARNING",
            "180 disk_percent:/var WARNING CRITICAL",
            "301 disk_percent:/var CRITICAL STABLE",
            "400 temperature:cpu STABLE UNKNOWN",
            "420 temperature:cpu UNKNOWN STABLE",
            "600 disk_percent:/media STABLE CRITICAL",
            "660 disk_percent:/media CRITICAL STABLE",
            "jump PT1H",
            "860 cpu_percent STABLE CRITICAL",
            "891 cpu_percent CRITICAL STABLE");
  }

  @Test
  void anyReadingsAtAllKeepTheRules() {
    Property.forAll(random -> {
      Scene scene = new Scene(Map.of(Signal.CPU, Scene.AT_ONCE, Signal.DISK, Scene.TWO_OF_THREE));
      State host = State.STABLE;
      for (int i = 0; i < 100; i++) {
        Evaluation evaluation = anything(scene, random).evaluate();
        assertThat(evaluation.host()).isEqualTo(Scene.worst(evaluation));
        boolean said =
            evaluation.events().stream().anyMatch(Event.HostStateChanged.class::isInstance);
        assertThat(said).isEqualTo(host != evaluation.host());
        host = evaluation.host();
        for (Verdict verdict : evaluation.verdicts()) {
          boolean unknown = verdict.state() == State.UNKNOWN;
          assertThat(unknown || verdict.lastKnown() == verdict.state()).isTrue();
          assertThat(unknown || verdict.reading() instanceof Reading.Value).isTrue();
          assertThat(verdict.reading()).isNotEqualTo(new Reading.Value(Double.NaN));
          assertThat(verdict.since()).isBeforeOrEqualTo(scene.at());
        }
      }
    });
  }

  private static Scene anything(Scene scene, RandomGenerator random) {
    scene.after(random.nextDouble(0.5, 20));
    for (String mount : List.of("", "/", "/var")) {
      Metric metric = mount.isEmpty() ? Metric.CPU_PERCENT : Metric.FILESYSTEM_PERCENT;
      switch (random.nextInt(6)) {
        case 0 -> scene.reading(metric, mount, new Reading.Failed("EIO"));
        case 1 -> scene.reading(metric, random.nextBoolean() ? mount : "", absent());
        case 2 -> scene.value(metric, mount, Double.NaN);
        case 3 -> {}
        default -> scene.value(metric, mount, random.nextDouble(60, 100));
      }
    }
    return scene;
  }

  private static Reading absent() {
    return new Reading.Absent("gone");
  }

  private static List<Event> day(DoubleSupplier cpu) {
    Scene scene = Scene.of(Signal.CPU, RULE);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < DAY; i++) {
      scene.after(5).value(Metric.CPU_PERCENT, "", cpu.getAsDouble());
      events.addAll(scene.evaluate().events());
    }
    return events;
  }

  private static List<Event.StateChanged> changes(List<Event> events) {
    return events.stream()
        .filter(Event.StateChanged.class::isInstance)
        .map(Event.StateChanged.class::cast)
        .toList();
  }

  private static List<Evaluation> replay(List<Snapshot> day) {
    Rule cpu = new Rule(false, null, new Limit(90, 85), 3, 4, Duration.ofSeconds(60));
    Evaluator evaluator =
        new Evaluator(
            Map.of(
                Signal.CPU,
                cpu,
                Signal.DISK,
                Scene.TWO_OF_THREE,
                Signal.TEMPERATURE,
                Scene.TWO_OF_THREE),
            Map.of(),
            Duration.ofSeconds(5));
    return day.stream().map(evaluator::evaluate).toList();
  }

  /** Seeded noise around the events of the story; the sensor and one disk come and go. */
  private static List<Snapshot> recordedDay() {
    RandomGenerator random = new SplittableRandom(7);
    Scene scene = new Scene(Map.of());
    List<Snapshot> day = new ArrayList<>();
    for (int i = 0; i < DAY; i++) {
      double minute = i / 12.0;
      scene.value(
          Metric.CPU_PERCENT, "", (minute >= 800 && minute < 830 ? 97 : 30) + random.nextDouble());
      scene.value(Metric.FILESYSTEM_PERCENT, "/", 40);
      scene.value(Metric.FILESYSTEM_PERCENT, "/var", varPercent(minute));
      if (minute >= 600 && minute < 660) {
        scene.value(Metric.FILESYSTEM_PERCENT, "/media", 99);
      }
      Reading heat =
          minute >= 400 && minute < 420
              ? new Reading.Failed("EIO")
              : new Reading.Value(50 + random.nextDouble());
      scene.reading(Metric.SENSOR_CELSIUS, "cpu", heat);
      day.add(scene.snapshot());
      scene.after(5);
      if (i == 700 * 12) {
        scene.step(Duration.ofHours(1));
      }
    }
    return day;
  }

  /** Fills up by a quarter of a point a minute from minute 60 on, is cleaned at minute 300. */
  private static double varPercent(double minute) {
    return minute >= 300 ? 50 : minute < 60 ? 65 : Math.min(99, 65 + (minute - 60) / 4);
  }
}
