package io.github.vigia.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vigia.Property;
import io.github.vigia.model.Average;
import io.github.vigia.model.AverageReport;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AveragesTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration GAP = Duration.ofSeconds(15);
  private static final Verdict[] NO_VERDICTS = {};

  private final Averages hour = new Averages(Duration.ofHours(1), 60, GAP);

  @Test
  void noRecordIsNoReport() {
    assertThat(hour.report(START)).isEmpty();
    assertThat(Averages.ofAll(GAP).report(START)).isEmpty();
  }

  @Test
  void everyRecordOfTheWindowCounts() {
    add(hour, 0, State.STABLE, cpu(10), verdict(Signal.CPU, "", State.STABLE));
    add(hour, 5, State.WARNING, cpu(80), verdict(Signal.CPU, "", State.WARNING));
    add(hour, 10, State.STABLE, cpu(30), verdict(Signal.CPU, "", State.STABLE));
    add(hour, 12, State.CRITICAL, cpu(100), verdict(Signal.CPU, "", State.CRITICAL));
    assertThat(hour.report(START.plusSeconds(12)))
        .contains(
            new AverageReport(
                START,
                START.plusSeconds(12),
                4,
                List.of(
                    new Average(
                        Metric.CPU_PERCENT,
                        55,
                        4,
                        Map.of(State.STABLE, 2L, State.WARNING, 1L, State.CRITICAL, 1L))),
                Map.of(State.STABLE, Duration.ofSeconds(7), State.WARNING, Duration.ofSeconds(5))));
  }

  @Test
  void onlyValuesOfMetricsWithOneInstanceAreAveraged() {
    List<Sample> samples =
        List.of(
            sample(Metric.MEMORY_PERCENT, "", new Reading.Failed("EIO")),
            sample(Metric.TEMPERATURE, "", new Reading.Absent("no sensor")),
            sample(Metric.PING_MS, "", new Reading.Value(Double.NaN)),
            sample(Metric.FILESYSTEM_PERCENT, "/", new Reading.Value(50)),
            sample(Metric.BYTES_SENT, "", new Reading.Value(0)));
    hour.add(
        new Snapshot(START, 0, samples, List.of()),
        new Evaluation(State.STABLE, List.of(), List.of(), Set.of()));
    assertThat(report(START).averages())
        .containsExactly(new Average(Metric.BYTES_SENT, 0, 1, Map.of()));
  }

  @Test
  void aMetricThatStandsForInstancesCountsTheirWorstState() {
    assertHeadline(Metric.DISK_PERCENT, Signal.DISK);
    assertHeadline(Metric.LATENCY_MS, Signal.LATENCY);
    assertHeadline(Metric.NETWORK_LOSS_PERCENT, Signal.LOSS);
    assertHeadline(Metric.TEMPERATURE, Signal.TEMPERATURE);
    assertHeadline(Metric.PING_MS, Signal.PING);
    assertHeadline(Metric.BYTES_RECV, Signal.BYTES_RECV);
  }

  @Test
  void aSignalThatOnlyInstancesHaveCountsForNoMetric() {
    for (Signal signal : List.of(Signal.INODES, Signal.FILESYSTEM, Signal.CARRIER)) {
      Averages all = Averages.ofAll(GAP);
      add(all, 0, State.WARNING, cpu(1), verdict(signal, "x", State.WARNING));
      assertThat(all.report(START).orElseThrow().averages())
          .containsExactly(new Average(Metric.CPU_PERCENT, 1, 1, Map.of()));
    }
  }

  @Test
  void aRecordLeavesWithItsSlot() {
    add(hour, 0, State.WARNING, cpu(10), NO_VERDICTS);
    add(hour, 59, State.WARNING, cpu(20), NO_VERDICTS);
    add(hour, 60, State.STABLE, cpu(40), NO_VERDICTS);
    assertThat(report(START.plusSeconds(3_599)).lines()).isEqualTo(3);
    AverageReport later = report(START.plusSeconds(3_600));
    assertThat(later.lines()).isEqualTo(1);
    assertThat(later.from()).isEqualTo(later.to()).isEqualTo(START.plusSeconds(60));
    assertThat(later.averages().getFirst().mean()).isEqualTo(40);
    assertThat(hour.report(START.plusSeconds(3_659))).isPresent();
    assertThat(hour.report(START.plusSeconds(3_660))).isEmpty();
  }

  @Test
  void aSlotIsUsedAgainWithoutWhatItHeld() {
    add(hour, 0, State.WARNING, cpu(10), verdict(Signal.CPU, "", State.WARNING));
    add(hour, 5, State.WARNING, cpu(10), verdict(Signal.CPU, "", State.WARNING));
    add(hour, 3_600, State.STABLE, cpu(50), verdict(Signal.CPU, "", State.STABLE));
    assertThat(report(START.plusSeconds(3_600)))
        .isEqualTo(
            new AverageReport(
                START.plusSeconds(3_600),
                START.plusSeconds(3_600),
                1,
                List.of(new Average(Metric.CPU_PERCENT, 50, 1, Map.of(State.STABLE, 1L))),
                Map.of()));
  }

  @Test
  void theTimeOfAGapBelongsToNoState() {
    add(hour, 0, State.STABLE, cpu(1), NO_VERDICTS);
    add(hour, 15, State.WARNING, cpu(1), NO_VERDICTS);
    add(hour, 30.001, State.STABLE, cpu(1), NO_VERDICTS);
    assertThat(report(START.plusSeconds(31)).time())
        .isEqualTo(Map.of(State.STABLE, Duration.ofSeconds(15)));
  }

  @Test
  void aClockThatGoesBackTakesNoTimeAway() {
    add(hour, 600, State.STABLE, cpu(1), NO_VERDICTS);
    add(hour, 605, State.STABLE, cpu(1), NO_VERDICTS);
    add(hour, 0, State.STABLE, cpu(3), NO_VERDICTS);
    assertThat(report(START).lines()).isEqualTo(1);
    AverageReport later = report(START.plusSeconds(605));
    assertThat(later.from()).isEqualTo(START);
    assertThat(later.to()).isEqualTo(START.plusSeconds(605));
    assertThat(later.time()).isEqualTo(Map.of(State.STABLE, Duration.ofSeconds(5)));
  }

  @Test
  void aWholeJournalIsKeptHoweverLong() {
    Averages all = Averages.ofAll(GAP);
    for (int i = 0; i < 10_000; i++) {
      add(all, i * 10, State.STABLE, cpu(i), NO_VERDICTS);
    }
    AverageReport report = all.report(START).orElseThrow();
    assertThat(report.lines()).isEqualTo(10_000);
    assertThat(report.averages().getFirst().mean()).isCloseTo(4_999.5, within(1e-6));
    assertThat(report.time())
        .isEqualTo(Map.of(State.STABLE, Duration.between(report.from(), report.to())));
  }

  @Test
  void theHugestValuesHaveAMean() {
    add(hour, 0, State.STABLE, cpu(Double.MAX_VALUE), NO_VERDICTS);
    add(hour, 1, State.STABLE, cpu(Double.MAX_VALUE), NO_VERDICTS);
    assertThat(report(START.plusSeconds(1)).averages().getFirst().mean())
        .isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void theSlidingWindowAgreesWithAllRecordsOfItsSlots() {
    Property.forAll(random -> {
      Averages sliding = new Averages(Duration.ofSeconds(100), 10, GAP);
      List<double[]> records = new ArrayList<>();
      double second = 0;
      for (int i = 0; i < 60; i++) {
        second += random.nextInt(1, 30) / 2.0;
        double value = random.nextDouble(-100, 100);
        records.add(new double[] {second, value});
        add(sliding, second, State.STABLE, cpu(value), NO_VERDICTS);
      }
      double from = (Math.floor(second / 10) - 9) * 10;
      List<double[]> kept = records.stream().filter(r -> r[0] >= from).toList();
      AverageReport report = sliding.report(at(second)).orElseThrow();
      assertThat(report.lines()).isEqualTo(kept.size());
      assertThat(report.from()).isEqualTo(at(kept.getFirst()[0]));
      assertThat(report.to()).isEqualTo(at(second));
      assertThat(report.averages().getFirst().mean())
          .isCloseTo(kept.stream().mapToDouble(r -> r[1]).average().orElseThrow(), within(1e-9));
      Duration spent = report.time().getOrDefault(State.STABLE, Duration.ZERO);
      assertThat(spent).isEqualTo(Duration.between(report.from(), report.to()));
    });
  }

  @Test
  void aSlotOfLessThanAMillisecondIsRefused() {
    assertThatThrownBy(() -> new Averages(Duration.ofMillis(9), 10, GAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PT0.009S in 10 slots, expected at least one of at least 1 ms each");
    assertThatThrownBy(() -> new Averages(Duration.ofHours(1), 0, GAP))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Averages(Duration.ofMillis(10), 10, GAP).report(START)).isEmpty();
  }

  private AverageReport report(Instant now) {
    return hour.report(now).orElseThrow();
  }

  private static void assertHeadline(Metric metric, Signal signal) {
    Averages all = Averages.ofAll(GAP);
    add(
        all,
        0,
        State.CRITICAL,
        sample(metric, "", new Reading.Value(7)),
        verdict(signal, "a", State.STABLE),
        verdict(signal, "b", State.CRITICAL),
        verdict(signal, "c", State.UNKNOWN));
    assertThat(all.report(START).orElseThrow().averages())
        .containsExactly(new Average(metric, 7, 1, Map.of(State.CRITICAL, 1L)));
  }

  private static void add(
      Averages averages, double second, State host, Sample sample, Verdict... verdicts) {
    averages.add(
        new Snapshot(at(second), 0, List.of(sample), List.of()),
        new Evaluation(host, List.of(verdicts), List.of(), Set.of()));
  }

  private static Instant at(double second) {
    return START.plusMillis(Math.round(second * 1e3));
  }

  private static Sample cpu(double percent) {
    return sample(Metric.CPU_PERCENT, "", new Reading.Value(percent));
  }

  private static Sample sample(Metric metric, String instance, Reading reading) {
    return new Sample(metric, instance, reading, 0);
  }

  private static Verdict verdict(Signal signal, String instance, State state) {
    Condition condition = new Condition(signal, instance);
    return new Verdict(condition, state, state, new Reading.Value(0), START, false, false);
  }
}
