package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppenderTest {

  private static final LocalDate TODAY = Records.DAY;

  @TempDir private Path root;
  private final FullDisk disk = new FullDisk();
  private final Ears ears = new Ears();

  @Test
  void linesAreAppendedToTheFileOfTheirDay() throws IOException {
    Appender appender = appender();
    append(appender, "one", TODAY);
    append(appender, "two", TODAY);

    assertThat(file(TODAY)).hasContent("one\ntwo\n");
    assertThat(appender.lines()).isEqualTo(2);
    assertThat(appender.bytes()).isEqualTo(8);
    assertThat(appender.errors()).isZero();
    assertThat(appender.family()).isEqualTo(DailyFile.JOURNAL);
    assertThat(ears.heard()).isEmpty();
  }

  @Test
  void onlyTheGivenLengthOfTheBufferIsWritten() {
    appender().append("one\nrest of a longer line".getBytes(StandardCharsets.UTF_8), 4, TODAY);

    assertThat(file(TODAY)).hasContent("one\n");
  }

  @Test
  void aNewDayHasANewFileAndTheOldOneIsClosedByTheNextSync() {
    Appender appender = appender();
    append(appender, "one", TODAY);
    append(appender, "two", TODAY.plusDays(1));
    assertThat(disk.open()).isEqualTo(2);

    assertThat(appender.sync()).isTrue();
    assertThat(disk.open()).isOne();
    assertThat(file(TODAY)).hasContent("one\n");
    assertThat(file(TODAY.plusDays(1))).hasContent("two\n");
  }

  @Test
  void aNewProcessGoesOnWhereTheLastOneEnded() {
    append(appender(), "one", TODAY);
    append(appender(), "two", TODAY);

    assertThat(file(TODAY)).hasContent("one\ntwo\n");
  }

  @Test
  void aTornLastLineIsEndedBeforeTheNext() throws IOException {
    Files.createDirectories(root.resolve("json"));
    Files.writeString(file(TODAY), "one\nhalf a li");
    Appender appender = appender();
    append(appender, "two", TODAY);

    assertThat(file(TODAY)).hasContent("one\nhalf a li\ntwo\n");
    assertThat(appender.lines()).isOne();
  }

  @Test
  void aTornLineThatCannotBeEndedIsNeverAppendedTo() throws IOException {
    Files.createDirectories(root.resolve("json"));
    Files.writeString(file(TODAY), "half");
    disk.room(0);
    Appender appender = appender();
    append(appender, "one", TODAY);
    assertThat(file(TODAY)).hasContent("half");

    disk.room(100);
    append(appender, "two", TODAY);
    assertThat(file(TODAY)).hasContent("half\none\ntwo\n");
  }

  @Test
  void aClockThatIsSetBackByADayStaysInTheFile() {
    Appender appender = appender();
    append(appender, "one", TODAY);
    append(appender, "two", TODAY.minusDays(1));
    append(appender, "three", TODAY);

    assertThat(file(TODAY)).hasContent("one\ntwo\nthree\n");
    assertThat(file(TODAY.minusDays(1))).doesNotExist();
  }

  @Test
  void aClockThatIsSetBackFurtherOpensTheOlderFile() {
    Appender appender = appender();
    append(appender, "one", TODAY);
    append(appender, "two", TODAY.minusDays(2));

    assertThat(file(TODAY)).hasContent("one\n");
    assertThat(file(TODAY.minusDays(2))).hasContent("two\n");
  }

  @Test
  void aFileThatIsMovedWhileItIsWrittenIsFollowedByANewOne() throws IOException {
    Appender appender = appender();
    append(appender, "one", TODAY);
    appender.move(file(TODAY), root.resolve("archive/moved"));
    append(appender, "two", TODAY);

    assertThat(root.resolve("archive/moved")).hasContent("one\n");
    assertThat(file(TODAY)).hasContent("two\n");
    assertThat(appender.sync()).isTrue();
    assertThat(disk.open()).isOne();
  }

  @Test
  void whereAnotherFileIsMovedWritingGoesOn() throws IOException {
    Appender appender = appender();
    append(appender, "old", TODAY.minusDays(3));
    append(appender, "one", TODAY);
    assertThat(appender.sync()).isTrue();
    appender.move(file(TODAY.minusDays(3)), root.resolve("archive/moved"));
    append(appender, "two", TODAY);

    assertThat(file(TODAY)).hasContent("one\ntwo\n");
    assertThat(disk.open()).isOne();
  }

  @Test
  void anAppenderThatWroteNothingYetMovesFilesToo() throws IOException {
    Files.createDirectories(root.resolve("json"));
    Files.writeString(file(TODAY), "one\n");
    appender().move(file(TODAY), root.resolve("archive/moved"));

    assertThat(root.resolve("archive/moved")).hasContent("one\n");
  }

  @Test
  void afterAMoveThatFailedWritingGoesOnInTheSameFile() {
    Appender appender = appender();
    append(appender, "one", TODAY);
    disk.moves(false);
    assertThatThrownBy(() -> appender.move(file(TODAY), root.resolve("archive/moved")))
        .isInstanceOf(IOException.class);
    append(appender, "two", TODAY);

    assertThat(file(TODAY)).hasContent("one\ntwo\n");
  }

  @Test
  void whatCannotBeSyncedOrClosedIsCounted() {
    Appender appender = appender();
    append(appender, "one", TODAY);
    append(appender, "two", TODAY.plusDays(1));
    disk.sound(false);

    assertThat(appender.sync()).isFalse();
    assertThat(appender.errors()).isEqualTo(3);
    assertThat(disk.open()).isOne();

    disk.sound(true);
    assertThat(appender.sync()).isTrue();
    assertThat(ears.heard()).isEmpty();
  }

  @Test
  void nothingWrittenIsNothingToSync() {
    assertThat(appender().sync()).isTrue();
  }

  @Test
  void closingWritesWhatIsPendingAndClosesAll() {
    Appender appender = appender();
    disk.room(2);
    append(appender, "one", TODAY);
    disk.room(100);
    appender.close();

    assertThat(file(TODAY)).hasContent("one\n");
    assertThat(disk.open()).isZero();
    assertThat(appender.pendingLines()).isZero();
  }

  @Test
  void linesOfManyThreadsAreWhole() throws IOException, InterruptedException {
    Appender appender = appender();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String text = String.valueOf(i).repeat(50);
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int j = 0; j < 200; j++) {
                  append(appender, text, TODAY);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(Files.readAllLines(file(TODAY))).hasSize(800).allMatch(s -> s.matches("(.)\\1{49}"));
    assertThat(appender.lines()).isEqualTo(800);
  }

  private Appender appender() {
    return new Appender(disk, root, DailyFile.JOURNAL, 1000, ears);
  }

  private static void append(Appender appender, String text, LocalDate today) {
    byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
    appender.append(line, line.length, today);
  }

  private Path file(LocalDate day) {
    return DailyFile.JOURNAL.on(root, day);
  }
}
