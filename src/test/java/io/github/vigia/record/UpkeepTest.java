package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 1, 2);

  @TempDir private Path root;
  private Appender journal;
  private Upkeep upkeep;

  @BeforeEach
  void open() {
    HostDisk disk = new HostDisk();
    journal = new Appender(disk, root, DailyFile.JOURNAL, 1000, new Recorder.Complaints());
    upkeep = upkeep(disk);
  }

  private Upkeep upkeep(Disk disk) {
    return new Upkeep(disk, logs(100), ZoneOffset.UTC, InstantSource.fixed(NOON), List.of(journal));
  }

  private Settings.Logs logs(long maxFileBytes) {
    Duration day = Duration.ofDays(1);
    return new Settings.Logs(
        root, root, "INFO", 10_000, maxFileBytes, day, day, day, day, day, day, day, day);
  }

  private void append(int length) {
    byte[] line = ("x".repeat(length - 1) + "\n").getBytes(StandardCharsets.UTF_8);
    journal.append(line, line.length, DAY);
  }

  @Test
  void aFileThatIsLargeEnoughIsMovedToTheArchive() {
    append(150);
    upkeep.rotate();
    append(20);

    assertThat(root.resolve("archive/monitoring-2026-01-02.jsonl")).exists();
    assertThat(root.resolve("json/monitoring-2026-01-02.jsonl")).hasSize(20);
    assertThat(upkeep.bytes()).isEqualTo(170);
    assertThat(upkeep.errors()).isZero();
  }

  @Test
  void otherSizesHoldFromTheNextRoundOn() {
    append(150);
    upkeep.use(logs(1000));
    upkeep.rotate();

    assertThat(root.resolve("archive")).doesNotExist();
  }

  @Test
  void nothingIsKnownOfTheirSizeBeforeTheFirstRound() {
    assertThat(upkeep.bytes()).isNaN();
  }

  @Test
  void whatCannotBeRotatedIsCountedAndCostsNoLine() throws IOException {
    append(150);
    Files.writeString(root.resolve("archive"), "a file where the folder should be");
    upkeep.rotate();
    append(20);

    assertThat(upkeep.errors()).isPositive();
    assertThat(root.resolve("json/monitoring-2026-01-02.jsonl")).exists();
    assertThat(journal.pendingLines()).isZero();
  }

  @Test
  void syncsOnlyWhereSomethingIsNew() {
    upkeep.sync();
    append(10);
    upkeep.sync();
    upkeep.sync();

    assertThat(upkeep.errors()).isZero();
    assertThat(journal.lines()).isEqualTo(1);
  }

  @Test
  void itsThreadEndsWhenItIsClosed() {
    upkeep.start();
    upkeep.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("record") && thread.isAlive());
  }
}
