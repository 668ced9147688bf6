package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VacuumJournalTest {

  private static final String MACHINE = "0123456789abcdef0123456789abcdef";
  private static final String SEQUENCE = "@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-";
  private static final int MEBIBYTE = 1 << 20;

  /** Where the number of entries is in a journal file: without one it is deleted as empty. */
  private static final int ENTRIES_AT = 152;

  @TempDir private Path temporary;

  @Test
  void theOldestArchivesGoAndWhatIsYoungOrBeingWrittenStays() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, "/var/log", 64, List.of())) {
      Assumptions.assumeTrue(disk.run.has("journalctl"));
      Path journal = Files.createDirectories(disk.mount.resolve("journal/" + MACHINE));
      for (int i = 1; i <= 5; i++) {
        archive(journal, i, Duration.ofDays(10 - i));
      }
      archive(journal, 6, Duration.ofHours(1));
      file(journal.resolve("system.journal"), Instant.now());
      double before = disk.usedPercent();
      Step step = step(disk, disk.run);

      Preview preview = step.preview();
      assertThat(preview.helps()).isTrue();
      assertThat(preview.amount()).isEqualTo(4 * 5 * MEBIBYTE);
      assertThat(disk.usedPercent()).isEqualTo(before);
      Effect effect = step.act(preview, disk.run);

      assertThat(effect.direct()).as("%s", disk.run.commands).isEqualTo(4 * 5 * MEBIBYTE);
      assertThat(journal.toFile().list())
          .containsExactlyInAnyOrder(name(5), name(6), "system.journal");
      assertThat(disk.usedPercent()).isLessThan(before - 30);
    }
  }

  @Test
  void aJournalOfOneDayStays() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, "/var/log", 64, List.of())) {
      Path journal = Files.createDirectories(disk.mount.resolve("journal/" + MACHINE));
      for (int i = 1; i <= 6; i++) {
        archive(journal, i, Duration.ofHours(i));
      }
      Step step = step(disk, disk.run);

      Preview preview = step.preview();

      assertThat(preview.helps()).isFalse();
      assertThat(step.act(preview, disk.run).direct()).isZero();
      assertThat(journal.toFile().list()).hasSize(6);
    }
  }

  @Test
  void aNamespaceOfThisHostIsRotatedByItsNameAndAnotherHostsJournalIsNot() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, "/var/log", 96, List.of())) {
      Files.createDirectories(disk.folder.resolve("root/etc"));
      Files.writeString(disk.folder.resolve("root/etc/machine-id"), MACHINE + "\n");
      String other = MACHINE.replace('0', 'f');
      for (String folder : List.of(MACHINE, MACHINE + ".app", other)) {
        Path journal = Files.createDirectories(disk.mount.resolve("journal/" + folder));
        for (int i = 1; i <= 4; i++) {
          archive(journal, i, Duration.ofDays(6 - i));
        }
      }
      Step step = step(disk, disk.run);
      List<String> commands = new ArrayList<>();
      step.act(step.preview(), new Recording(commands));

      assertThat(commands).contains("journalctl --rotate", "journalctl --namespace=app --rotate");
      assertThat(commands).filteredOn(command -> command.contains("--vacuum-size=")).hasSize(3);
    }
  }

  @Test
  void aHostWithoutJournalHasNothingToVacuum() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 16)) {
      assertThat(
              new VacuumJournal(
                      VacuumJournal.Options.DEFAULTS,
                      disk.roots(),
                      Statfs.ofThisMachine(),
                      disk.run,
                      InstantSource.system())
                  .steps(new Condition(Signal.DISK, LoopDisk.PLACE))
                  .getFirst()
                  .preview()
                  .helps())
          .isFalse();
    }
  }

  /** Keeps what was to be started; nothing is. */
  private record Recording(List<String> commands) implements Run {

    @Override
    public String attempt() {
      return "0193-test";
    }

    @Override
    public boolean isOver() {
      return false;
    }

    @Override
    public void pause(Duration duration) {}

    @Override
    public void did(Effect soFar) {}

    @Override
    public Ended command(List<String> argv, Duration limit) {
      commands.add(String.join(" ", argv));
      return new Ended(1, "", "no daemon", false);
    }

    @Override
    public Armed arm(List<String> argv, Duration delay) throws IOException {
      throw new IOException("nothing is armed here");
    }
  }

  private static Step step(LoopDisk disk, Programs programs) {
    VacuumJournal.Options options =
        new VacuumJournal.Options(Mode.AUTO, 16L * MEBIBYTE, 5, Duration.ofDays(1));
    return new VacuumJournal(
            options, disk.roots(), Statfs.ofThisMachine(), programs, InstantSource.system())
        .steps(new Condition(Signal.DISK, "/var/log"))
        .getFirst();
  }

  private static void archive(Path journal, int number, Duration age) throws IOException {
    file(journal.resolve(name(number)), Instant.now().minus(age));
  }

  private static String name(int number) {
    return "system%s%016x-%016x.journal".formatted(SEQUENCE, number, 0x640000000000L + number);
  }

  private static void file(Path file, Instant modified) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(5 * MEBIBYTE).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(ENTRIES_AT, 1);
    Files.write(file, bytes.array());
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
