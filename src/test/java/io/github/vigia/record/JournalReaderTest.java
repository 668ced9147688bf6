package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {

  private static final String LIVE = "json/monitoring-2025-11-15.jsonl";
  private static final String ARCHIVED = "archive/monitoring-2025-11-15.jsonl";

  @TempDir private Path root;

  @Test
  void noJournalHasNoRecords() throws IOException {
    try (JournalReader reader = new JournalReader(root.resolve("none"))) {
      assertThat(reader.next()).isNull();
      assertThat(reader.skipped()).isZero();
    }
  }

  @Test
  void theArchiveComesBeforeTheFileThatIsWritten() throws IOException {
    gzip(Records.journal(root, "archive/monitoring-2025-11-14.jsonl", 0, 3));
    gzip(Records.journal(root, ARCHIVED, 3, 5));
    Records.journal(root, "archive/monitoring-2025-11-15.1.jsonl", 5, 7);
    Records.journal(root, LIVE, 7, 9);

    assertThat(Records.read(root)).isEqualTo(Records.numbers(0, 9));
  }

  @Test
  void aTornLastLineIsSkippedAndCountedUntilItIsWhole() throws IOException {
    Path file = Records.journal(root, LIVE, 0, 2);
    byte[] line = Records.line(2);
    append(file, Arrays.copyOf(line, 100));
    try (JournalReader reader = new JournalReader(root)) {
      assertThat(Records.rest(reader)).containsExactly(0, 1);
      assertThat(reader.skipped()).isOne();

      append(file, Arrays.copyOfRange(line, 100, line.length));
      assertThat(Records.rest(reader)).containsExactly(2);
      assertThat(reader.skipped()).isZero();
    }
  }

  @Test
  void aTornLineBeforeANewerFileIsSkippedAndCounted() throws IOException {
    Path file = Records.journal(root, LIVE, 0, 2);
    append(file, Arrays.copyOf(Records.line(2), 100));
    Records.journal(root, "json/monitoring-2025-11-16.jsonl", 3, 4);

    reads(List.of(0, 1, 3), 1);
  }

  @Test
  void linesThatAreNoRecordsAreSkippedAndCounted() throws IOException {
    Path file = Records.journal(root, LIVE, 0, 1);
    append(file, "no json\n\n{}\n{\"ts\":\"yesterday\"}\n".getBytes(StandardCharsets.UTF_8));
    append(file, Records.line(1));

    reads(List.of(0, 1), 4);
  }

  @Test
  void aLineOfAnySizeIsPassedOver() throws IOException {
    Path file = Records.journal(root, LIVE, 0, 1);
    append(file, new byte[3 << 20]);
    append(file, new byte[] {'\n'});
    append(file, Records.line(1));

    reads(List.of(0, 1), 1);
  }

  @Test
  void ofADamagedArchiveWhatComesBeforeTheDamageIsRead() throws IOException {
    Path gzip = gzip(Records.journal(root, ARCHIVED, 0, 2000));
    byte[] whole = Files.readAllBytes(gzip);
    Files.write(gzip, Arrays.copyOf(whole, whole.length * 3 / 4));
    Records.journal(root, LIVE, 2000, 2002);

    try (JournalReader reader = new JournalReader(root)) {
      List<Integer> read = Records.rest(reader);
      int good = read.size() - 2;
      assertThat(good).isBetween(1, 1999);
      assertThat(read.subList(0, good)).isEqualTo(Records.numbers(0, good));
      assertThat(read.subList(good, good + 2)).containsExactly(2000, 2001);
      assertThat(reader.skipped()).isOne();
    }
  }

  @Test
  void anArchiveThatIsNoGzipIsSkippedAndCounted() throws IOException {
    Files.createDirectories(root.resolve("archive"));
    Files.writeString(root.resolve(ARCHIVED + ".gz"), "no gzip");
    Files.createFile(root.resolve("archive/monitoring-2025-11-14.jsonl.gz"));
    Records.journal(root, LIVE, 0, 1);

    reads(List.of(0), 2);
  }

  @Test
  void aFileCountsBeforeItsHalfDoneGzip() throws IOException {
    Path source = Records.journal(root, ARCHIVED, 0, 3);
    byte[] content = Files.readAllBytes(source);
    gzip(source);
    Files.write(source, content);

    reads(List.of(0, 1, 2), 0);
  }

  @Test
  void temporaryFilesAreNoJournal() throws IOException {
    Path gzip = gzip(Records.journal(root, ARCHIVED, 0, 3));
    Files.move(gzip, gzip.resolveSibling(gzip.getFileName() + ".tmp"));

    reads(List.of(), 0);
  }

  @Test
  void theWindowBeginsWithItsFirstMomentAndEndsBeforeItsLast() throws IOException {
    gzip(Records.journal(root, ARCHIVED, 0, 5));
    Records.journal(root, LIVE, 5, 10);

    assertThat(read(Records.AT.plusSeconds(3), Records.AT.plusSeconds(7)))
        .containsExactly(3, 4, 5, 6);
    assertThat(read(Records.AT, Records.AT)).isEmpty();
    assertThat(read(Records.AT.plusSeconds(8), Instant.MAX)).containsExactly(8, 9);
    assertThat(read(Instant.MIN, Records.AT.plusSeconds(2))).containsExactly(0, 1);
  }

  @Test
  void filesOfOtherDaysAreNotLookedInto() throws IOException {
    Files.createDirectories(root.resolve("archive"));
    for (int day : new int[] {10, 12, 18, 20}) {
      Files.writeString(root.resolve("archive/monitoring-2025-11-" + day + ".jsonl"), "no json\n");
    }
    Records.journal(root, LIVE, 0, 1);

    try (JournalReader reader = new JournalReader(root, Records.AT, Records.AT.plusSeconds(10))) {
      assertThat(Records.rest(reader)).containsExactly(0);
      assertThat(reader.skipped()).isZero();
    }
  }

  @Test
  void aLineThatWaitedForRoomIsFoundInTheFileOfTheNextDay() throws IOException {
    Records.journal(root, "json/monitoring-2025-11-16.jsonl", 0, 1);

    assertThat(read(Records.AT, Records.AT.plusSeconds(1))).containsExactly(0);
  }

  @Test
  void afterTheEndItGoesOnWithWhatIsWrittenLater() throws IOException {
    Path file = Records.journal(root, LIVE, 0, 1);
    try (JournalReader reader = new JournalReader(root)) {
      assertThat(Records.rest(reader)).containsExactly(0);
      append(file, Records.line(1));
      assertThat(Records.rest(reader)).containsExactly(1);
    }
  }

  @Test
  void nothingIsLostWhereTheFileIsMovedAfterItsEndWasRead() throws IOException {
    Path file = Records.journal(root, LIVE, 0, 1);
    try (JournalReader reader = new JournalReader(root)) {
      assertThat(Records.rest(reader)).containsExactly(0);
      append(file, Records.line(1));
      new HostDisk().move(file, root.resolve(ARCHIVED));
      gzip(root.resolve(ARCHIVED));
      Records.journal(root, LIVE, 2, 3);
      assertThat(Records.rest(reader)).containsExactly(1, 2);
      assertThat(reader.skipped()).isZero();
    }
  }

  @Test
  void aFileThatIsMovedWhileItIsReadIsReadOnce() throws IOException {
    Path file = Records.journal(root, LIVE, 0, 100);
    try (JournalReader reader = new JournalReader(root)) {
      assertThat(reader.next()).isNotNull();
      new HostDisk().move(file, root.resolve(ARCHIVED));
      Records.journal(root, LIVE, 100, 200);

      assertThat(Records.rest(reader)).isEqualTo(Records.numbers(1, 200));
    }
  }

  private void reads(List<Integer> numbers, long skipped) throws IOException {
    try (JournalReader reader = new JournalReader(root)) {
      assertThat(Records.rest(reader)).isEqualTo(numbers);
      assertThat(reader.skipped()).isEqualTo(skipped);
    }
  }

  private List<Integer> read(Instant since, Instant until) throws IOException {
    try (JournalReader reader = new JournalReader(root, since, until)) {
      return Records.rest(reader);
    }
  }

  private static Path gzip(Path file) throws IOException {
    new Compression(new HostDisk(), () -> {}).compress(file);
    return Compression.compressed(file);
  }

  private static void append(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.APPEND);
  }
}
