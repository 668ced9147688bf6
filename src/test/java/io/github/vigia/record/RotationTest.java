package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {

  /** Midnight of the 16th where the host is. */
  private static final Instant MIDNIGHT = Instant.parse("2025-11-16T03:00:00Z");

  @TempDir private Path root;
  private final FullDisk disk = new FullDisk();
  private Appender appender = new Appender(disk, Path.of(""), DailyFile.JOURNAL, 0, new Ears());

  @BeforeEach
  void openTheJournal() {
    appender = new Appender(disk, root, DailyFile.JOURNAL, 1000, new Ears());
  }

  @Test
  void whereThereIsNothingNothingIsDone() throws IOException {
    assertThat(rotation(Records.logs(root.resolve("none"))).run(MIDNIGHT)).isEmpty();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void theFileOfADayIsMovedWhenTheDayIsOver() throws IOException {
    append(0);
    Rotation rotation = rotation(Records.logs(root));
    rotation.run(MIDNIGHT.minusSeconds(1));
    assertThat(names("json")).containsExactly("monitoring-2025-11-15.jsonl");

    assertThat(rotation.run(MIDNIGHT)).isEmpty();
    assertThat(names("json")).isEmpty();
    assertThat(names("archive")).containsExactly("monitoring-2025-11-15.jsonl");
    append(1);
    assertThat(Records.read(root)).containsExactly(0, 1);
  }

  @Test
  void aSafeFileIsMovedAfterAWeek() throws IOException {
    Records.journal(root, "log/average_metric_safe-2025-11-15.log", 0, 1);
    Rotation rotation = rotation(Records.logs(root));
    rotation.run(MIDNIGHT.plusSeconds(86_400 * 6 - 1));
    assertThat(names("archive")).isEmpty();

    rotation.run(MIDNIGHT.plusSeconds(86_400 * 6));
    assertThat(names("archive")).containsExactly("average_metric_safe-2025-11-15.log");
  }

  @Test
  void aFileThatGrewIsMovedAtOnceAndTheNextOneGetsANumber() throws IOException {
    Settings.Logs small = Records.logs(root, 1 << 30, 1000);
    Rotation rotation = rotation(small);
    for (int i = 0; i < 12; i++) {
      append(i);
      rotation.run(MIDNIGHT.minusSeconds(1));
    }

    assertThat(names("archive"))
        .contains("monitoring-2025-11-15.jsonl", "monitoring-2025-11-15.1.jsonl");
    assertThat(Records.read(root)).isEqualTo(Records.numbers(0, 12));
  }

  @Test
  void aShorterPeriodCountsFromTheBirthOfTheFile() throws IOException {
    Path file = Records.journal(root, "json/monitoring-2025-11-15.jsonl", 0, 1);
    Instant born = Files.readAttributes(file, BasicFileAttributes.class).creationTime().toInstant();
    // A zone in which that was noon.
    int second = Math.floorMod(born.getEpochSecond(), 86_400);
    ZoneId zone = ZoneOffset.ofTotalSeconds(43_200 - second);
    LocalDate day = LocalDate.ofInstant(born, zone);
    Path live = DailyFile.HUMAN.on(root, day);
    Files.createDirectories(live.getParent());
    Files.move(file, live);
    Settings.Logs logs = hourly(Records.logs(root));
    Rotation rotation = new Rotation(disk, logs, zone, List.of(), () -> {});

    rotation.run(born.plusSeconds(3599));
    assertThat(live).exists();
    rotation.run(born.plusSeconds(3600));
    assertThat(live).doesNotExist();
    assertThat(names("archive")).containsExactly("monitoring-" + day + ".log");
  }

  @Test
  void anArchivedFileIsCompressedWhenItIsADayOld() throws IOException {
    Path file = Records.journal(root, "archive/monitoring-2025-11-15.jsonl", 0, 9);
    Records.written(file, MIDNIGHT);
    Rotation rotation = rotation(Records.logs(root));
    rotation.run(MIDNIGHT.plusSeconds(86_399));
    assertThat(names("archive")).containsExactly("monitoring-2025-11-15.jsonl");

    rotation.run(MIDNIGHT.plusSeconds(86_400));
    assertThat(names("archive")).containsExactly("monitoring-2025-11-15.jsonl.gz");
    assertThat(Records.read(root)).isEqualTo(Records.numbers(0, 9));
  }

  @Test
  void archivesAreDeletedAfterAWeekAndSafeOnesAfterAMonth() throws IOException {
    Records.journal(root, "archive/monitoring-2025-11-15.jsonl.gz", 0, 1);
    Records.journal(root, "archive/monitoring-2025-11-16.log.gz", 0, 1);
    Records.journal(root, "archive/average_metric_safe-2025-11-15.log.gz", 0, 1);
    Rotation rotation = rotation(Records.logs(root));
    rotation.run(MIDNIGHT.plusSeconds(86_400 * 7 - 1));
    assertThat(names("archive")).hasSize(3);

    rotation.run(MIDNIGHT.plusSeconds(86_400 * 7));
    assertThat(names("archive"))
        .containsExactly("average_metric_safe-2025-11-15.log.gz", "monitoring-2025-11-16.log.gz");

    rotation.run(MIDNIGHT.plusSeconds(86_400 * 30));
    assertThat(names("archive")).isEmpty();
  }

  @Test
  void beyondTheCapTheOldestArchivesGoFirstAndLiveFilesNever() throws IOException {
    for (String name : List.of("13.jsonl.gz", "13.1.jsonl", "14.log.gz", "15.jsonl.gz")) {
      file("archive/monitoring-2025-11-" + name, 1000);
    }
    file("json/monitoring-2025-11-16.jsonl", 3000);
    Rotation rotation = rotation(Records.logs(root, 5000, 1 << 30));
    assertThat(rotation.bytes()).isEqualTo(7000);
    assertThat(rotation.run(MIDNIGHT.plusSeconds(1))).isEmpty();
    assertThat(names("archive"))
        .containsExactly("monitoring-2025-11-14.log.gz", "monitoring-2025-11-15.jsonl.gz");
    assertThat(rotation.bytes()).isEqualTo(5000);

    rotation(Records.logs(root, 100, 1 << 30)).run(MIDNIGHT.plusSeconds(1));
    assertThat(names("archive")).isEmpty();
    assertThat(names("json")).containsExactly("monitoring-2025-11-16.jsonl");
  }

  @Test
  void othersFilesAndLinksAreNeverTouched() throws IOException {
    Path precious = file("precious", 10);
    Files.createDirectories(root.resolve("json"));
    Files.createDirectories(root.resolve("archive/monitoring-2020-01-03.jsonl"));
    Files.createSymbolicLink(root.resolve("json/monitoring-2020-01-01.jsonl"), precious);
    Files.createSymbolicLink(root.resolve("archive/monitoring-2020-01-01.jsonl"), precious);
    Files.createSymbolicLink(root.resolve("archive/monitoring-2020-01-02.jsonl.gz"), precious);
    Files.createSymbolicLink(root.resolve("archive/debug_log-2020-01-02.txt.gz.tmp"), precious);
    for (String name : List.of("backup.tar.gz", "other.gz.tmp", "old-2020-01-01.jsonl.gz")) {
      file("archive/" + name, 10);
      file("json/" + name, 10);
    }
    List<String> before = tree();

    assertThat(rotation(Records.logs(root, 0, 1)).run(MIDNIGHT)).isEmpty();
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void whatStandsInTheWayOfAnArchiveIsLeftAloneAndTold() throws IOException {
    Path precious = file("precious", 10);
    append(0);
    appender.close();
    Files.createDirectories(root.resolve("archive"));
    Path link = root.resolve("archive/monitoring-2025-11-15.jsonl");
    Files.createSymbolicLink(link, precious);

    assertThat(rotation(Records.logs(root)).run(MIDNIGHT)).hasSize(1);
    assertThat(link).isSymbolicLink();
    assertThat(Records.read(root)).containsExactly(0);
  }

  @Test
  void emptyFilesAreNotWorthMoving() throws IOException {
    file("json/monitoring-2025-11-10.jsonl", 0);
    rotation(Records.logs(root)).run(MIDNIGHT);

    assertThat(names("json")).containsExactly("monitoring-2025-11-10.jsonl");
  }

  @Test
  void whatCannotBeDoneIsToldAndTheRestIsDone() throws IOException {
    append(0);
    Path old = Records.journal(root, "archive/monitoring-2025-11-14.jsonl", 1, 2);
    Records.written(old, MIDNIGHT.minusSeconds(86_400));
    Records.journal(root, "archive/monitoring-2025-11-01.jsonl.gz", 1, 2);
    disk.moves(false);

    assertThat(rotation(Records.logs(root)).run(MIDNIGHT))
        .containsExactly(
            root.resolve("json/monitoring-2025-11-15.jsonl")
                + ": java.io.IOException: Input/output error",
            old + ": java.io.IOException: Input/output error");
    assertThat(names("archive"))
        .contains("monitoring-2025-11-14.jsonl")
        .doesNotContain("monitoring-2025-11-01.jsonl.gz");
    disk.moves(true);
    assertThat(rotation(Records.logs(root)).run(MIDNIGHT)).isEmpty();
  }

  @Test
  void lateLinesOfADayThatWasMovedGetTheNextNumber() throws IOException {
    append(0);
    Rotation rotation = rotation(Records.logs(root));
    rotation.run(MIDNIGHT);
    append(1);
    rotation.run(MIDNIGHT);

    assertThat(names("archive"))
        .containsExactly("monitoring-2025-11-15.1.jsonl", "monitoring-2025-11-15.jsonl");
    assertThat(Records.read(root)).containsExactly(0, 1);
  }

  private Rotation rotation(Settings.Logs logs) {
    return new Rotation(disk, logs, Records.ZONE, List.of(appender), () -> {});
  }

  private void append(int number) {
    byte[] line = Records.line(number);
    appender.append(line, line.length, Records.DAY);
  }

  private static Settings.Logs hourly(Settings.Logs logs) {
    return new Settings.Logs(
        logs.root(),
        logs.cache(),
        logs.level(),
        logs.maxBytes(),
        logs.maxFileBytes(),
        Duration.ofHours(1),
        Duration.ofDays(1000),
        Duration.ofDays(1000),
        logs.safeRotateAfter(),
        logs.keepSafe(),
        logs.summaryEvery(),
        logs.summaryWindow(),
        logs.averageWindow());
  }

  private Path file(String name, int size) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, new byte[size]);
  }

  private List<String> names(String folder) throws IOException {
    Path path = root.resolve(folder);
    if (!Files.exists(path)) {
      return List.of();
    }
    try (var paths = Files.list(path)) {
      return paths.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private List<String> tree() throws IOException {
    try (var paths = Files.walk(root)) {
      return paths.map(Path::toString).sorted().toList();
    }
  }
}
