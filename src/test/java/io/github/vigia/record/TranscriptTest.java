package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Texts;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.TopProcess;
import io.github.vigia.model.Verdict;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TranscriptTest {

  private static final long SECOND = 1_000_000_000L;
  private static final List<TopProcess> TOP =
      List.of(new TopProcess(7, "java", 12.34567, 1024, Double.NaN));

  private final Texts texts = Texts.of("en");
  private final Transcript transcript =
      new Transcript(new View(texts, Records.ZONE), new Sentences(texts), Records.ZONE);

  @Test
  void aLineHasTheTimeTheViewAndTheMetricsInThreeDecimals() {
    JournalRecord next =
        transcript.next(
            Records.later(
                0,
                List.of(),
                Records.value(Metric.CPU_PERCENT, 32.12345),
                Records.value(Metric.MEMORY_PERCENT, 71),
                Records.value(Metric.SWAP_PERCENT, 1),
                new Sample(Metric.PING_MS, "", new Reading.Failed("timeout"), Records.NANOS)));

    assertThat(next.time()).isEqualTo(OffsetDateTime.parse("2025-11-15T18:30:47.123-03:00"));
    assertThat(next.message()).isEqualTo("CPU 32% | RAM 71% | Ping unavailable | Disk unavailable");
    assertThat(next.metrics())
        .isEqualTo(Map.of(Metric.CPU_PERCENT, 32.123, Metric.MEMORY_PERCENT, 71.0));
    assertThat(next.state()).isEqualTo(State.STABLE);
    assertThat(next.latencyEstimated()).isNull();
  }

  @Test
  void whetherLatencyIsEstimatedIsKnownOnlyWhereItIsKnown() {
    assertThat(estimated(Records.value(Metric.LATENCY_ESTIMATED, 1))).isNull();
    assertThat(estimated(Records.value(Metric.LATENCY_MS, 5))).isNull();
    assertThat(
            estimated(
                Records.value(Metric.LATENCY_MS, 5), Records.value(Metric.LATENCY_ESTIMATED, 1)))
        .isTrue();
    assertThat(
            estimated(
                Records.value(Metric.LATENCY_MS, 5), Records.value(Metric.LATENCY_ESTIMATED, 0)))
        .isFalse();
  }

  @Test
  void theStateOfASignalIsTheWorstOfItsConditions() {
    JournalRecord next =
        transcript.next(
            Records.cycle(
                Records.snapshot(),
                State.CRITICAL,
                List.of(
                    verdict(Signal.DISK, "/", State.STABLE),
                    verdict(Signal.DISK, "/var", State.CRITICAL),
                    verdict(Signal.DISK, "/home", State.WARNING),
                    verdict(Signal.CPU, "", State.STABLE),
                    verdict(Signal.ZOMBIES, "", State.UNKNOWN))));

    assertThat(next.states())
        .isEqualTo(Map.of(Signal.DISK, State.CRITICAL, Signal.CPU, State.STABLE));
    assertThat(next.alerts())
        .extracting(alert -> alert.condition().name() + " " + alert.value())
        .containsExactly("disk_percent:/var 0.333", "disk_percent:/home 0.333", "zombies null");
    assertThat(next.alerts()).allMatch(alert -> alert.since().equals(Records.AT));
  }

  @Test
  void eventsAreKeptWithTheirSentence() {
    Condition cpu = new Condition(Signal.CPU, "");
    Event changed =
        new Event.StateChanged(
            Records.AT, cpu, State.STABLE, State.WARNING, new Reading.Value(80.12345));
    Event unknown =
        new Event.StateChanged(
            Records.AT, cpu, State.STABLE, State.UNKNOWN, new Reading.Failed("broken"));
    Event host = new Event.HostStateChanged(Records.AT, State.STABLE, State.WARNING);
    JournalRecord next =
        transcript.next(
            Records.cycle(Records.snapshot(), State.WARNING, List.of(), changed, unknown, host));

    assertThat(next.notes())
        .containsExactly(
            new JournalRecord.Note(
                new Event.StateChanged(
                    Records.AT, cpu, State.STABLE, State.WARNING, new Reading.Value(80.123)),
                "CPU: from STABLE to WARNING (80.1 %)"),
            new JournalRecord.Note(
                new Event.StateChanged(
                    Records.AT, cpu, State.STABLE, State.UNKNOWN, JournalRecord.UNKNOWN),
                "CPU: from STABLE to UNKNOWN (unavailable)"),
            new JournalRecord.Note(host, "Host: from STABLE to WARNING"));
  }

  @Test
  void whatRefreshesSlowlyIsOnALineOnlyWhereItIsNew() {
    Sample mount = Records.value(Metric.FILESYSTEM_PERCENT, "/", 40.00049, Records.NANOS);
    assertThat(transcript.next(Records.later(0, TOP, mount)).signals())
        .isEqualTo(Map.of(Signal.DISK, Map.of("/", 40.0)));
    assertThat(transcript.next(Records.later(1, TOP, mount)).signals()).isEmpty();

    Sample fresh = Records.value(Metric.FILESYSTEM_PERCENT, "/", 41, Records.NANOS + 2 * SECOND);
    Sample gone =
        new Sample(
            Metric.SENSOR_CELSIUS, "cpu", new Reading.Absent("gone"), Records.NANOS + 2 * SECOND);
    assertThat(transcript.next(Records.later(2, TOP, fresh, gone, mount)).signals())
        .isEqualTo(
            Map.of(Signal.DISK, Map.of("/", 41.0), Signal.TEMPERATURE, Map.of("cpu", Double.NaN)));
  }

  @Test
  void theProcessesAreKeptEveryTenSeconds() {
    TopProcess rounded = new TopProcess(7, "java", 12.346, 1024, Double.NaN);

    assertThat(transcript.next(Records.later(0, TOP)).top()).containsExactly(rounded);
    assertThat(transcript.next(Records.later(9, TOP)).top()).isEmpty();
    assertThat(transcript.next(Records.later(10, TOP)).top()).containsExactly(rounded);
    assertThat(transcript.next(Records.later(19, TOP)).top()).isEmpty();
    assertThat(transcript.next(Records.later(20, TOP)).top()).hasSize(1);
  }

  @Test
  void theFirstLineOfADayHasAllThatIsKnown() {
    Sample mount = Records.value(Metric.FILESYSTEM_PERCENT, "/", 40, Records.NANOS);
    transcript.next(Records.later(0, TOP, mount));
    // 18:30:47 where the host is; its day ends 19,753 s later.
    JournalRecord last = transcript.next(Records.later(19_751, TOP, mount));
    assertThat(last.signals()).isEmpty();

    JournalRecord first = transcript.next(Records.later(19_753, TOP, mount));
    assertThat(first.time()).isEqualTo("2025-11-16T00:00:00.123-03:00");
    assertThat(first.signals()).isEqualTo(Map.of(Signal.DISK, Map.of("/", 40.0)));
    assertThat(first.top()).hasSize(1);
  }

  private @Nullable Boolean estimated(Sample... samples) {
    return transcript.next(Records.later(0, List.of(), samples)).latencyEstimated();
  }

  private static Verdict verdict(Signal signal, String instance, State state) {
    Reading reading =
        state == State.UNKNOWN ? new Reading.Absent("gone") : new Reading.Value(1.0 / 3);
    return new Verdict(
        new Condition(signal, instance),
        state,
        state,
        reading,
        Records.AT.plusNanos(999_999),
        false,
        false);
  }
}
