package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.TopProcess;
import io.github.vigia.model.Verdict;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournalRecordTest {

  @Test
  void theLevelIsTheOneThatLogViewersKnow() {
    assertThat(record(State.STABLE, null).level()).isEqualTo("INFO");
    assertThat(record(State.WARNING, null).level()).isEqualTo("WARNING");
    assertThat(record(State.UNKNOWN, null).level()).isEqualTo("WARNING");
    assertThat(record(State.CRITICAL, null).level()).isEqualTo("CRITICAL");
  }

  @Test
  void numbersAreRoundedToThreeDecimalsAndZeroHasNoSign() {
    assertThat(JournalRecord.rounded(1.23456)).isEqualTo(1.235);
    assertThat(JournalRecord.rounded(-0.0001)).isEqualTo(0.0);
    assertThat(1 / JournalRecord.rounded(-0.0001)).isPositive();
    assertThat(JournalRecord.rounded(1e300)).isEqualTo(1e300);
    assertThat(JournalRecord.rounded(Double.NaN)).isNaN();
    assertThat(JournalRecord.rounded(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void theCycleHasWhatWasRecorded() {
    Cycle cycle = record(State.CRITICAL, true).toCycle();

    assertThat(cycle.snapshot().at()).isEqualTo(Records.AT);
    assertThat(cycle.evaluation().host()).isEqualTo(State.CRITICAL);
    assertThat(cycle.evaluation().events())
        .containsExactly(new Event.HostStateChanged(Records.AT, State.STABLE, State.CRITICAL));
    assertThat(cycle.snapshot().top()).hasSize(1);
    assertThat(cycle.own()).isEmpty();
    assertThat(cycle.snapshot().reading(Metric.CPU_PERCENT)).isEqualTo(new Reading.Value(12));
    assertThat(cycle.snapshot().reading(Metric.CPU_TEMP_C)).isEqualTo(new Reading.Value(55));
    assertThat(cycle.snapshot().reading(Metric.LATENCY_ESTIMATED)).isEqualTo(new Reading.Value(1));
    assertThat(cycle.snapshot().samples())
        .contains(
            Records.value(
                Metric.FILESYSTEM_PERCENT,
                "/",
                40,
                Records.AT.getEpochSecond() * 1_000_000_000L + 123_000_000));
  }

  @Test
  void inTheCycleTheUnknownIsAbsentAndNeverZero() {
    Cycle cycle = record(State.STABLE, null).toCycle();

    assertThat(cycle.snapshot().reading(Metric.MEMORY_PERCENT)).isInstanceOf(Reading.Absent.class);
    assertThat(cycle.snapshot().reading(Metric.LATENCY_ESTIMATED))
        .isInstanceOf(Reading.Absent.class);
    assertThat(record(State.STABLE, false).toCycle().snapshot().reading(Metric.LATENCY_ESTIMATED))
        .isEqualTo(new Reading.Value(0));
    assertThat(cycle.snapshot().samples())
        .filteredOn(sample -> sample.instance().equals("/dev/shm"))
        .singleElement()
        .satisfies(sample -> assertThat(sample.reading()).isInstanceOf(Reading.Absent.class));
  }

  @Test
  void theConditionsThatTheRecordNamesHaveVerdicts() {
    List<Verdict> verdicts = record(State.CRITICAL, null).toCycle().evaluation().verdicts();

    assertThat(verdicts)
        .extracting(verdict -> verdict.condition().name() + " " + verdict.state())
        .containsExactlyInAnyOrder(
            "disk_percent:/var CRITICAL",
            "ping_ms UNKNOWN",
            "cpu_percent STABLE",
            "disk_percent:/ STABLE",
            "disk_percent:/dev/shm STABLE");
    assertThat(verdicts)
        .filteredOn(verdict -> verdict.state() == State.CRITICAL)
        .singleElement()
        .isEqualTo(
            new Verdict(
                new Condition(Signal.DISK, "/var"),
                State.CRITICAL,
                State.CRITICAL,
                new Reading.Value(96),
                Records.AT.minusSeconds(60),
                false,
                false));
  }

  @Test
  void eachConditionHasOneVerdictAndEachInstanceOneSample() {
    Property.forAll(random -> {
      Cycle cycle = RandomRecords.next(random).toCycle();

      assertThat(cycle.evaluation().verdicts())
          .extracting(Verdict::condition)
          .doesNotHaveDuplicates();
      assertThat(cycle.snapshot().samples())
          .allSatisfy(sample ->
              assertThat(sample.reading() instanceof Reading.Value(double v) ? v : 0).isFinite());
    });
  }

  private static JournalRecord record(State state, @Nullable Boolean estimated) {
    return new JournalRecord(
        OffsetDateTime.ofInstant(Records.AT, Records.ZONE),
        "message",
        state,
        Map.of(Metric.CPU_PERCENT, 12.0, Metric.TEMPERATURE, 55.0),
        estimated,
        Map.of(Signal.CPU, State.STABLE, Signal.PING, State.UNKNOWN, Signal.DISK, State.CRITICAL),
        List.of(
            new JournalRecord.Alert(
                new Condition(Signal.DISK, "/var"),
                State.CRITICAL,
                96.0,
                Records.AT.minusSeconds(60)),
            new JournalRecord.Alert(
                new Condition(Signal.PING, ""), State.UNKNOWN, null, Records.AT)),
        List.of(
            new JournalRecord.Note(
                new Event.HostStateChanged(Records.AT, State.STABLE, State.CRITICAL), "text")),
        Map.of(Signal.DISK, Map.of("/", 40.0, "/var", 96.0, "/dev/shm", Double.NaN)),
        List.of(new TopProcess(1, "init", 1, 2, 3)));
  }
}
