package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever operation of the disk the agent dies at, every line is there once, in its order. */
class RotationCrashTest {

  private static final Instant NOW = Instant.parse("2025-11-17T15:00:00Z");
  private static final int LINES = 46;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void everyLineIsThereOnceAndInOrder(FaultyDisk.Fault fault) throws IOException {
    boolean struck = true;
    int at = 1;
    while (struck) {
      Path root = prepared(folder.resolve(fault.name() + at));
      FaultyDisk disk = new FaultyDisk(fault, at);
      int written = untilDeath(root, disk);
      struck = disk.hasStruck();
      List<Integer> read = Records.read(root);
      // The line that was being written may be there or not.
      assertThat(read.size()).isBetween(written, struck ? written + 1 : written);
      assertThat(read).as("%s at %d", fault, at).isEqualTo(Records.numbers(0, read.size()));

      afterwards(root, read.size());
      at++;
    }
    assertThat(at).isGreaterThan(20);
  }

  /** Four files, one of them half compressed, and what a crash left behind. */
  private static Path prepared(Path root) throws IOException {
    Path first = Records.journal(root, "archive/monitoring-2025-11-14.jsonl", 0, 10);
    new Compression(new HostDisk(), () -> {}).compress(first);
    Records.journal(root, "archive/monitoring-2025-11-14.jsonl", 0, 10);
    Records.journal(root, "archive/monitoring-2025-11-14.1.jsonl", 10, 20);
    Records.journal(root, "json/monitoring-2025-11-15.jsonl", 20, 30);
    Records.journal(root, "json/monitoring-2025-11-16.jsonl", 30, 40);
    Files.write(root.resolve("archive/monitoring-2025-11-13.jsonl.gz.tmp"), new byte[100]);
    for (String name : List.of("archive/monitoring-2025-11-14", "json/monitoring-2025-11-15")) {
      Records.written(root.resolve(name + ".jsonl"), NOW.minusSeconds(100_000));
    }
    Records.written(
        root.resolve("archive/monitoring-2025-11-14.1.jsonl"), NOW.minusSeconds(100_000));
    return root;
  }

  /** Appends and rotates in turn; returns the number after that of the last line appended. */
  private static int untilDeath(Path root, FaultyDisk disk) throws IOException {
    Appender appender = new Appender(disk, root, DailyFile.JOURNAL, 1 << 20, new Ears());
    Rotation rotation = rotation(root, disk, appender);
    int next = 40;
    try {
      while (next < LINES) {
        append(appender, next);
        next++;
        rotation.run(NOW);
        appender.sync();
      }
      appender.close();
      appender.close();
    } catch (FaultyDisk.Death _) {
      return next;
    }
    return next;
  }

  private static void append(Appender appender, int number) {
    byte[] line = Records.line(number);
    appender.append(line, line.length, Records.DAY.plusDays(1));
  }

  private static Rotation rotation(Path root, Disk disk, Appender appender) {
    Settings.Logs logs = Records.logs(root, 1 << 30, 1 << 30);
    return new Rotation(disk, logs, Records.ZONE, List.of(appender), () -> {});
  }

  /** The next process on the same folder. */
  private static void afterwards(Path root, int written) throws IOException {
    Appender appender = new Appender(new HostDisk(), root, DailyFile.JOURNAL, 1 << 20, new Ears());
    Rotation rotation = rotation(root, new HostDisk(), appender);
    assertThat(rotation.run(NOW)).isEmpty();
    assertThat(Records.read(root)).isEqualTo(Records.numbers(0, written));

    append(appender, written);
    assertThat(rotation.run(NOW)).isEmpty();
    appender.close();
    assertThat(Records.read(root)).isEqualTo(Records.numbers(0, written + 1));
    assertThat(root.resolve("archive"))
        .isDirectoryNotContaining("glob:**.tmp")
        .isDirectoryContaining("glob:**/monitoring-2025-11-14.1.jsonl.gz")
        .isDirectoryNotContaining("glob:**/monitoring-2025-11-14.1.jsonl");
  }
}
