package io.github.vigia.record;

import io.github.vigia.config.Settings;
import io.github.vigia.config.Texts;
import io.github.vigia.model.AverageReport;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of the cycles: a line of the journal for each, and in the human log what
 * happened and, once a minute, how the host is. Cycles come from one thread; the rest from any.
 */
public final class Recorder implements AutoCloseable {

  private static final System.Logger logger = System.getLogger(Recorder.class.getName());

  private static final long HUMAN_EVERY = Duration.ofMinutes(1).toNanos();

  private final ZoneId zone;
  private final InstantSource clock;
  private final Transcript transcript;
  private final SummaryText summaries;
  private final RecordWriter writer = new RecordWriter();
  private final Appender journal;
  private final Appender human;
  private final Appender summary;
  private final Upkeep upkeep;
  private boolean humanBegun;
  private long lastHuman;

  Recorder(Disk disk, Settings.Logs settings, Texts texts, ZoneId zone, InstantSource clock) {
    this.zone = zone;
    this.clock = clock;
    this.transcript = new Transcript(new View(texts, zone), new Sentences(texts), zone);
    this.summaries = new SummaryText(texts, zone);
    this.journal = appender(disk, settings, DailyFile.JOURNAL);
    this.human = appender(disk, settings, DailyFile.HUMAN);
    this.summary = appender(disk, settings, DailyFile.SUMMARY);
    this.upkeep = new Upkeep(disk, settings, zone, clock, List.of(journal, human, summary));
  }

  /**
   * Opens the files under the root of the settings with the first line, and begins to look after
   * them.
   *
   * @param programLog whose files are looked after too
   */
  public static Recorder start(
      Settings.Logs settings, Texts texts, ZoneId zone, ProgramLog programLog) {
    Recorder recorder = new Recorder(new HostDisk(), settings, texts, zone, InstantSource.system());
    recorder.upkeep.lookAfter(programLog.appenders());
    recorder.upkeep.start();
    return recorder;
  }

  private static Appender appender(Disk disk, Settings.Logs settings, DailyFile family) {
    return new Appender(disk, settings.root(), family, Appender.PENDING_LIMIT, new Complaints());
  }

  /** Says in the program's own log that a file can't be written, and when it can again. */
  static final class Complaints implements Appender.Listener {

    @Override
    public void failing(Path file, IOException cause) {
      logger.log(
          System.Logger.Level.WARNING,
          "cannot write " + file + ", its lines are kept in memory: " + cause);
    }

    @Override
    public void recovered(Path folder, long late, long lost) {
      logger.log(
          System.Logger.Level.WARNING,
          folder + " can be written again; " + late + " lines came late, " + lost + " are lost");
    }
  }

  /** Other sizes and ages from the next round of maintenance on; the root stays. */
  public void use(Settings.Logs settings) {
    upkeep.use(settings);
  }

  /** Keeps one cycle. What the disk does not take is kept in memory. */
  public void record(Cycle cycle) {
    JournalRecord made = transcript.next(cycle);
    LocalDate today = made.time().toLocalDate();
    Line line = writer.write(made);
    journal.append(line.bytes(), line.size(), today);
    tellPeople(made, cycle.snapshot().nanos(), today);
  }

  private void tellPeople(JournalRecord made, long nanos, LocalDate today) {
    for (JournalRecord.Note note : made.notes()) {
      append(human, today, made.time(), HumanLine.level(note.event()), note.text());
    }
    if (!humanBegun || nanos - lastHuman >= HUMAN_EVERY) {
      append(human, today, made.time(), made.level(), made.message());
      humanBegun = true;
      lastHuman = nanos;
    }
  }

  private static void append(
      Appender to, LocalDate today, OffsetDateTime time, String level, String text) {
    byte[] line = HumanLine.of(time, level, text);
    to.append(line, line.length, today);
  }

  /**
   * Keeps the averages from {@code from} to {@code to}.
   *
   * @param report null where the window has no record
   * @param skipped lines of the journal that could not be read
   */
  public void summary(Instant from, Instant to, @Nullable AverageReport report, long skipped) {
    List<String> lines =
        report == null ? summaries.empty(from, to, skipped) : summaries.lines(report, skipped);
    byte[] block = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    summary.append(block, block.length, LocalDate.ofInstant(clock.instant(), zone));
  }

  /** What the recorder says of itself, for {@code /metrics}. */
  public void report(List<Sample> out, long nanos) {
    report(out, Metric.VIGIA_JOURNAL_LINES, (double) journal.lines(), nanos);
    report(out, Metric.VIGIA_JOURNAL_PENDING_LINES, (double) journal.pendingLines(), nanos);
    report(out, Metric.VIGIA_JOURNAL_LOST_LINES, (double) journal.lostLines(), nanos);
    report(out, Metric.VIGIA_JOURNAL_WRITE_ERRORS, (double) upkeep.errors(), nanos);
    double bytes = upkeep.bytes();
    if (!Double.isNaN(bytes)) {
      report(out, Metric.VIGIA_LOG_BYTES, bytes, nanos);
    }
  }

  private static void report(List<Sample> out, Metric metric, double value, long nanos) {
    out.add(new Sample(metric, "", new Reading.Value(value), nanos));
  }

  /** Writes what is pending if there is room, and waits until all is on the disk. */
  @Override
  public void close() {
    upkeep.close();
    journal.close();
    human.close();
    summary.close();
  }
}
