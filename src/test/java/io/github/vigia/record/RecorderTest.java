package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Settings;
import io.github.vigia.config.Texts;
import io.github.vigia.model.Average;
import io.github.vigia.model.AverageReport;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final long SECOND = 1_000_000_000;

  @TempDir private Path root;
  private Recorder recorder;

  @BeforeEach
  void open() {
    Settings.Logs given = Settings.defaults().logs();
    Settings.Logs logs =
        new Settings.Logs(
            root,
            root,
            given.level(),
            given.maxBytes(),
            given.maxFileBytes(),
            given.rotateAfter(),
            given.compressAfter(),
            given.keep(),
            given.safeRotateAfter(),
            given.keepSafe(),
            given.summaryEvery(),
            given.summaryWindow(),
            given.averageWindow());
    recorder =
        new Recorder(
            new HostDisk(), logs, Texts.of("en"), ZoneOffset.UTC, InstantSource.fixed(NOON));
  }

  @AfterEach
  void close() {
    recorder.close();
  }

  private static Cycle cycle(long second, Event... events) {
    Sample cpu = new Sample(Metric.CPU_PERCENT, "", new Reading.Value(32), second * SECOND);
    return new Cycle(
        new Snapshot(NOON.plusSeconds(second), second * SECOND, List.of(cpu), List.of()),
        new Evaluation(State.WARNING, List.of(), List.of(events), Set.of()),
        List.of());
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(root.resolve(file));
  }

  @Test
  void eachCycleIsALineOfTheJournal() throws Exception {
    recorder.record(cycle(0));
    recorder.record(cycle(1));

    List<String> lines = lines("json/monitoring-2026-01-01.jsonl");
    assertThat(lines).hasSize(2);
    assertThat(new RecordReader().read(lines.getLast()).time().toInstant())
        .isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void theHumanLogHasALineAMinuteAndEachEvent() throws IOException {
    Event event =
        new Event.StateChanged(
            NOON,
            new Condition(Signal.DISK, "/var"),
            State.STABLE,
            State.CRITICAL,
            new Reading.Value(96));
    recorder.record(cycle(0));
    recorder.record(cycle(1, event));
    recorder.record(cycle(59));
    recorder.record(cycle(60));

    assertThat(lines("log/monitoring-2026-01-01.log"))
        .containsExactly(
            "2026-01-01 12:00:00 WARNING CPU 32% | RAM unavailable | Ping unavailable"
                + " | Disk unavailable",
            "2026-01-01 12:00:01 CRITICAL Disk /var: from STABLE to CRITICAL (96.0 %)",
            "2026-01-01 12:01:00 WARNING CPU 32% | RAM unavailable | Ping unavailable"
                + " | Disk unavailable");
  }

  @Test
  void aSummaryIsABlockOfLinesInAFileThatIsKeptLonger() throws IOException {
    AverageReport report =
        new AverageReport(
            NOON,
            NOON.plusSeconds(60),
            61,
            List.of(
                new Average(Metric.CPU_PERCENT, 12.34, 61, Map.of(State.STABLE, 61L)),
                new Average(Metric.LOAD_1, 0.5, 60, Map.of())),
            Map.of(State.STABLE, Duration.ofSeconds(60)));
    recorder.summary(NOON, NOON.plusSeconds(60), report, 2);
    recorder.summary(NOON, NOON.plusSeconds(60), null, 0);
    recorder.summary(NOON, NOON.plusSeconds(60), null, 3);

    assertThat(lines("log/average_metric_safe-2026-01-01.log"))
        .containsExactly(
            "Averages from 2026-01-01 12:00:00 to 2026-01-01 12:01:00, 61 records",
            "  cpu_percent: 12.3 (61 readings); STABLE 61",
            "  load_1: 0.5 (60 readings)",
            "  Time in each state: STABLE 60 s",
            "  2 unreadable lines left out",
            "Averages from 2026-01-01 12:00:00 to 2026-01-01 12:01:00, 0 records",
            "  nothing was recorded",
            "Averages from 2026-01-01 12:00:00 to 2026-01-01 12:01:00, 0 records",
            "  nothing was recorded",
            "  3 unreadable lines left out");
  }

  @Test
  void saysWhatItHasWritten() {
    recorder.record(cycle(0));
    List<Sample> own = new ArrayList<>();
    recorder.report(own, 7);

    assertThat(own)
        .contains(
            new Sample(Metric.VIGIA_JOURNAL_LINES, "", new Reading.Value(1), 7),
            new Sample(Metric.VIGIA_JOURNAL_PENDING_LINES, "", new Reading.Value(0), 7),
            new Sample(Metric.VIGIA_JOURNAL_LOST_LINES, "", new Reading.Value(0), 7),
            new Sample(Metric.VIGIA_JOURNAL_WRITE_ERRORS, "", new Reading.Value(0), 7))
        .noneMatch(sample -> sample.metric() == Metric.VIGIA_LOG_BYTES);
  }
}
