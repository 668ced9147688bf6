package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an {@link Appender} does while the disk does not take its lines. */
class FullDiskTest {

  private static final LocalDate TODAY = Records.DAY;
  private static final String NAME = "monitoring-2025-11-15.jsonl";

  @TempDir private Path root;
  private final FullDisk disk = new FullDisk();
  private final Ears ears = new Ears();

  @Test
  void noPartOfALineIsVisible() {
    Appender appender = appender(1000);
    append(appender, "one", TODAY);
    disk.room(5);
    append(appender, "a longer line", TODAY);

    assertThat(file()).hasContent("one\n");
    assertThat(appender.pendingLines()).isOne();
    assertThat(appender.lines()).isOne();
    assertThat(appender.errors()).isOne();
  }

  @Test
  void shortLinesWaitBehindALongOneSoThatTheOrderStays() {
    Appender appender = appender(1000);
    disk.room(5);
    append(appender, "a longer line", TODAY);
    append(appender, "two", TODAY);
    assertThat(file()).isEmptyFile();

    disk.room(100);
    append(appender, "three", TODAY);
    assertThat(file()).hasContent("a longer line\ntwo\nthree\n");
    assertThat(appender.pendingLines()).isZero();
    assertThat(appender.lostLines()).isZero();
  }

  @Test
  void roomIsUsedAsFarAsItGoes() {
    Appender appender = appender(1000);
    disk.room(0);
    append(appender, "one", TODAY);
    append(appender, "two", TODAY);
    append(appender, "three", TODAY);
    disk.room(9);

    assertThat(appender.drain()).isFalse();
    assertThat(file()).hasContent("one\ntwo\n");
    assertThat(appender.pendingLines()).isOne();
  }

  @Test
  void theListenerHearsOnceOfTheFailureAndOnceOfItsEnd() {
    Appender appender = appender(1000);
    disk.room(0);
    append(appender, "one", TODAY);
    append(appender, "two", TODAY);
    assertThat(appender.drain()).isFalse();
    assertThat(ears.heard()).containsExactly(NAME + ": No space left on device");

    disk.room(100);
    assertThat(appender.drain()).isTrue();
    assertThat(appender.drain()).isTrue();
    append(appender, "three", TODAY);
    assertThat(ears.heard())
        .containsExactly(NAME + ": No space left on device", "json: 2 late, 0 lost");
    assertThat(file()).hasContent("one\ntwo\nthree\n");
  }

  @Test
  void aSecondFailureIsCountedForItself() {
    Appender appender = appender(8);
    for (int i = 0; i < 2; i++) {
      disk.room(0);
      append(appender, "one", TODAY);
      append(appender, "two", TODAY);
      append(appender, "six", TODAY);
      disk.room(100);
      assertThat(appender.drain()).isTrue();
    }

    assertThat(ears.heard())
        .containsExactly(
            NAME + ": No space left on device",
            "json: 2 late, 1 lost",
            NAME + ": No space left on device",
            "json: 2 late, 1 lost");
    assertThat(appender.lostLines()).isEqualTo(2);
    assertThat(file()).hasContent("two\nsix\ntwo\nsix\n");
  }

  @Test
  void beyondTheBoundTheOldestAreGivenUpAndCounted() {
    Appender appender = appender(100);
    disk.room(0);
    for (int i = 100; i < 1100; i++) {
      append(appender, String.valueOf(i), TODAY);
    }
    assertThat(appender.pendingLines()).isEqualTo(20);
    assertThat(appender.lostLines()).isEqualTo(980);

    disk.room(1000);
    assertThat(appender.drain()).isTrue();
    assertThat(file()).content().startsWith("1080\n1081\n").endsWith("1099\n").hasSize(100);
    assertThat(ears.heard()).endsWith("json: 20 late, 980 lost");
  }

  @Test
  void aLineBeyondTheBoundIsGivenUpItselfAndTheEndOfTheFailureIsHeardAfterTheNextLine() {
    Appender appender = appender(10);
    disk.room(0);
    append(appender, "a line of more than ten bytes", TODAY);
    assertThat(appender.pendingLines()).isZero();
    assertThat(appender.lostLines()).isOne();
    assertThat(appender.drain()).isTrue();
    assertThat(ears.heard()).hasSize(1);

    disk.room(100);
    append(appender, "two", TODAY);
    assertThat(appender.drain()).isTrue();
    assertThat(ears.heard()).hasSize(2).endsWith("json: 0 late, 1 lost");
    assertThat(file()).hasContent("two\n");
  }

  @Test
  void aFileThatCannotBeOpenedIsTriedAgain() {
    Appender appender = appender(1000);
    disk.sound(false);
    append(appender, "one", TODAY);
    assertThat(file()).doesNotExist();
    assertThat(ears.heard()).containsExactly(NAME + ": Input/output error");

    disk.sound(true);
    append(appender, "two", TODAY);
    assertThat(file()).hasContent("one\ntwo\n");
  }

  @Test
  void whatCannotBeCutBackIsEndedAndWrittenAgain() {
    Appender appender = appender(1000);
    append(appender, "one", TODAY);
    disk.room(3);
    disk.cuts(false);
    append(appender, "second", TODAY);
    assertThat(file()).hasContent("one\nsec");

    disk.room(100);
    append(appender, "third", TODAY);
    assertThat(file()).hasContent("one\nsec\nsecond\nthird\n");
  }

  @Test
  void aLateLineGoesToTheFileOfItsOwnDay() {
    Appender appender = appender(1000);
    disk.room(0);
    append(appender, "one", TODAY);
    append(appender, "two", TODAY.plusDays(1));
    disk.room(100);
    append(appender, "three", TODAY.plusDays(2));

    assertThat(file()).hasContent("one\n");
    assertThat(DailyFile.JOURNAL.on(root, TODAY.plusDays(1))).hasContent("two\n");
    assertThat(DailyFile.JOURNAL.on(root, TODAY.plusDays(2))).hasContent("three\n");
  }

  @Test
  void linesOfTheListenerMayGoToTheSameAppender() throws IOException {
    Appender[] self = new Appender[1];
    Appender appender =
        new Appender(
            disk,
            root,
            DailyFile.JOURNAL,
            1000,
            new Appender.Listener() {
              @Override
              public void failing(Path file, IOException cause) {
                append(self[0], "failing", TODAY);
              }

              @Override
              public void recovered(Path folder, long late, long lost) {
                append(self[0], "recovered " + late, TODAY);
              }
            });
    self[0] = appender;
    disk.room(0);
    append(appender, "one", TODAY);
    append(appender, "two", TODAY);
    assertThat(appender.pendingLines()).isEqualTo(3);

    disk.room(100);
    append(appender, "three", TODAY);
    assertThat(Files.readAllLines(file()))
        .containsExactlyInAnyOrder("failing", "one", "two", "recovered 3", "three")
        .endsWith("recovered 3", "three");
  }

  private Appender appender(int limit) {
    return new Appender(disk, root, DailyFile.JOURNAL, limit, ears);
  }

  private static void append(Appender appender, String text, LocalDate today) {
    byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
    appender.append(line, line.length, today);
  }

  private Path file() {
    return DailyFile.JOURNAL.on(root, TODAY);
  }
}
