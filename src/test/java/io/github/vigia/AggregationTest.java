package io.github.vigia;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Loaded;
import io.github.vigia.config.Settings;
import io.github.vigia.config.SettingsLoader;
import io.github.vigia.config.Sources;
import io.github.vigia.config.Texts;
import io.github.vigia.model.AverageReport;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.record.LastTs;
import io.github.vigia.record.ProgramLog;
import io.github.vigia.record.Recorder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AggregationTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ZoneId ZONE = ZoneOffset.UTC;

  @TempDir private Path folder;
  private Settings settings;
  private ProgramLog log;
  private Recorder recorder;
  private Aggregation aggregation;

  @BeforeEach
  void open() {
    settings = settings(Map.of());
    log = ProgramLog.install(settings.logs(), ZONE, new PrintWriter(new StringWriter()));
    recorder = Recorder.start(settings.logs(), Texts.of("en"), ZONE, log);
    aggregation = new Aggregation(settings);
  }

  @AfterEach
  void close() {
    recorder.close();
    log.close();
  }

  private Settings settings(Map<String, String> more) {
    Map<String, String> flags = new java.util.HashMap<>(more);
    flags.put("logs.root", folder.resolve("logs").toString());
    flags.put("logs.cache", folder.resolve("cache").toString());
    Loaded loaded = SettingsLoader.load(new Sources(null, folder, folder, Map.of(), flags));
    return Objects.requireNonNull(loaded.settings());
  }

  private void cycle(Duration later, double cpu) {
    Instant at = NOON.plus(later);
    Sample sample = new Sample(Metric.CPU_PERCENT, "", new Reading.Value(cpu), later.toNanos());
    Cycle cycle =
        new Cycle(
            new Snapshot(at, later.toNanos(), List.of(sample), List.of()),
            new Evaluation(State.STABLE, List.of(), List.of(), Set.of()),
            List.of());
    recorder.record(cycle);
    aggregation.add(cycle, recorder);
  }

  /** The summary that is made on a thread of its own. */
  private String summary() throws IOException {
    while (true) {
      try (Stream<Path> files = Files.list(folder.resolve("logs/log"))) {
        List<Path> found =
            files
                .filter(f -> f.getFileName().toString().startsWith("average_metric_safe"))
                .toList();
        if (!found.isEmpty() && !Files.readString(found.getFirst()).isEmpty()) {
          return Files.readString(found.getFirst());
        }
      }
      Thread.onSpinWait();
    }
  }

  private double mean(Metric metric) {
    AverageReport report = Objects.requireNonNull(aggregation.latest());
    return report.averages().stream()
        .filter(average -> average.metric() == metric)
        .findFirst()
        .orElseThrow()
        .mean();
  }

  @Test
  void theLiveAveragesAreOfTheLastSeconds() {
    assertThat(aggregation.latest()).isNull();
    cycle(Duration.ZERO, 90);
    cycle(Duration.ofSeconds(20), 10);
    cycle(Duration.ofSeconds(26), 20);

    assertThat(mean(Metric.CPU_PERCENT)).isEqualTo(15);
  }

  @Test
  void aReportIsMadeEveryFewSecondsOnly() {
    cycle(Duration.ZERO, 90);
    cycle(Duration.ofSeconds(1), 10);

    assertThat(mean(Metric.CPU_PERCENT)).isEqualTo(90);
  }

  @Test
  void anotherWindowHoldsFromTheNextCycleOn() {
    cycle(Duration.ZERO, 90);
    aggregation.use(settings(Map.of("logs.average_window", "1m")));
    cycle(Duration.ofSeconds(20), 10);
    cycle(Duration.ofSeconds(40), 20);

    assertThat(mean(Metric.CPU_PERCENT)).isEqualTo(15);
  }

  @Test
  void theFirstStartWritesWhereSummariesBegin() throws IOException {
    cycle(Duration.ZERO, 10);

    assertThat(Objects.requireNonNull(LastTs.read(settings.logs().cache())).lastTime())
        .isEqualTo((double) NOON.getEpochSecond());
  }

  @Test
  void anHourLaterTheSummaryOfTheHourIsWritten() throws IOException {
    cycle(Duration.ZERO, 10);
    cycle(Duration.ofMinutes(30), 20);
    cycle(Duration.ofMinutes(60), 60);

    assertThat(summary())
        .startsWith("Averages from 2026-01-01 12:00:00 to 2026-01-01 12:30:00, 2 records\n")
        .contains("  cpu_percent: 15.0 (2 readings)");
  }

  @Test
  void aRestartGoesOnWhereTheLastRunCameTo() throws IOException {
    LastTs.of(NOON.minus(Duration.ofMinutes(59)), ZONE).write(settings.logs().cache());
    cycle(Duration.ZERO, 10);
    cycle(Duration.ofMinutes(1), 20);

    assertThat(summary()).contains("1 records", "cpu_percent: 10.0");
  }

  @Test
  void aMomentThatLiesAheadIsNotWaitedFor() throws IOException {
    LastTs.of(NOON.plus(Duration.ofDays(400)), ZONE).write(settings.logs().cache());
    cycle(Duration.ZERO, 10);
    cycle(Duration.ofMinutes(60), 20);

    assertThat(summary()).startsWith("Averages from ");
  }

  @Test
  void aFileThatIsNoneOfOursCostsNothingButItself() throws IOException {
    Files.createDirectories(settings.logs().cache());
    Files.writeString(settings.logs().cache().resolve("last_ts.json"), "[1, 2");
    cycle(Duration.ZERO, 10);
    cycle(Duration.ofMinutes(60), 20);

    assertThat(summary()).contains("cpu_percent: 10.0");
  }
}
