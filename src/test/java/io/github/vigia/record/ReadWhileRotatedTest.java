package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader and an agent that writes, moves and compresses as fast as it can. */
class ReadWhileRotatedTest {

  private static final int LINES = 600;

  @TempDir private Path root;

  @Test
  void everyRecordIsReadOnceAndInOrder() throws IOException {
    CompletableFuture<Void> writer = CompletableFuture.runAsync(this::write);
    int next = 0;
    try (JournalReader reader = new JournalReader(root)) {
      while (next < LINES) {
        boolean over = writer.isDone();
        for (int number : Records.rest(reader)) {
          assertThat(number).isEqualTo(next);
          next++;
        }
        assertThat(over).as("all is written, %d was read", next).isIn(false, next == LINES);
      }
    }
    writer.join();
  }

  @Test
  void eachReaderFindsAllThatWasWrittenBefore() throws IOException {
    CompletableFuture<Void> writer = CompletableFuture.runAsync(this::write);
    int before = 0;
    boolean over = false;
    while (!over) {
      over = writer.isDone();
      List<Integer> read = Records.read(root);
      assertThat(read).isEqualTo(Records.numbers(0, read.size()));
      assertThat(read).hasSizeGreaterThanOrEqualTo(over ? LINES : before);
      before = read.size();
    }
    writer.join();
  }

  @Test
  void theEndIsNeverBeforeOneThatWasSeen() throws IOException {
    CompletableFuture<Void> writer = CompletableFuture.runAsync(this::write);
    int before = -1;
    boolean over = false;
    while (!over) {
      over = writer.isDone();
      JournalRecord last = new JournalEnd(root).read();
      int number = last == null ? -1 : Integer.parseInt(last.message());
      assertThat(number).isGreaterThanOrEqualTo(over ? LINES - 1 : before);
      before = number;
    }
    writer.join();
  }

  private void write() {
    Appender appender = new Appender(new HostDisk(), root, DailyFile.JOURNAL, 1000, new Ears());
    Rotation rotation =
        new Rotation(new HostDisk(), logs(), Records.ZONE, List.of(appender), () -> {});
    try {
      for (int i = 0; i < LINES; i++) {
        byte[] line = Records.line(i);
        appender.append(line, line.length, Records.DAY);
        if (i % 20 == 7) {
          rotation.run(Instant.parse("2025-11-16T03:00:00Z"));
        }
      }
      appender.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compresses at once. */
  private Settings.Logs logs() {
    Settings.Logs logs = Records.logs(root);
    return new Settings.Logs(
        root,
        logs.cache(),
        logs.level(),
        logs.maxBytes(),
        logs.maxFileBytes(),
        logs.rotateAfter(),
        Duration.ofDays(-36_500),
        logs.keep(),
        logs.safeRotateAfter(),
        logs.keepSafe(),
        logs.summaryEvery(),
        logs.summaryWindow(),
        logs.averageWindow());
  }
}
