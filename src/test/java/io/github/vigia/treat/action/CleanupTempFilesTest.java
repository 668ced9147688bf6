package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanupTempFilesTest {

  private static final Condition DISK = new Condition(Signal.DISK, LoopDisk.PLACE);
  private static final Condition INODES = new Condition(Signal.INODES, LoopDisk.PLACE);

  /** A month from now: change and birth times can't be set back. */
  private static final InstantSource LATER = () -> Instant.now().plus(Duration.ofDays(30));

  @TempDir private Path temporary;

  @Test
  void aFullDiskIsSweptUntilItIsWellBelowCriticalAndWhatIsOpenStays() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 64)) {
      Path live = disk.write("tmp/live.dat", 1 << 20);
      int files = 0;
      while (disk.usedPercent() < 95) {
        disk.write("tmp/f" + files++, 1 << 20);
      }
      try (FileChannel open = FileChannel.open(live)) {
        Step step = steps(disk, LATER, DISK).getFirst();

        Preview preview = step.preview();
        double before = disk.usedPercent();
        assertThat(preview.helps()).isTrue();
        assertThat(preview.items()).hasSize(files).allMatch(item -> item.contains("/tmp/f"));

        Effect effect = step.act(preview, disk.run);

        assertThat(disk.usedPercent()).isLessThan(88).isGreaterThan(80);
        assertThat(effect.direct()).isLessThanOrEqualTo(preview.amount());
        assertThat(effect.unit()).isEqualTo("bytes");
        double freed = (before - disk.usedPercent()) / before;
        assertThat(freed).isPositive();
        assertThat(open.isOpen()).isTrue();
      }
      assertThat(live).exists();
    }
  }

  @Test
  void aFilesystemWithoutInodesIsSweptByTheirNumber() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 64, "-N", "2048")) {
      Files.createDirectory(disk.mount.resolve("tmp"));
      for (int i = 0; i < 1990; i++) {
        Files.createFile(disk.mount.resolve("tmp/f" + i));
      }
      assertThat(disk.inodesPercent()).isGreaterThan(97);
      Step step = steps(disk, LATER, INODES).getFirst();

      Effect effect = step.act(step.preview(), disk.run);

      assertThat(disk.inodesPercent()).isLessThanOrEqualTo(88).isGreaterThan(80);
      assertThat(effect.unit()).isEqualTo("inodes");
      assertThat(effect.direct()).isBetween(150.0, 400.0);
    }
  }

  @Test
  void whatIsYoungStaysAndALaterRungWouldTakeIt() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 16)) {
      disk.write("tmp/f", 13 << 20);
      InstantSource twoDaysLater = () -> Instant.now().plus(Duration.ofDays(2));
      List<Step> steps = steps(disk, twoDaysLater, DISK);

      assertThat(steps)
          .extracting(Step::name)
          .containsExactly("older than 7 d", "older than 3 d", "older than 1 d");
      assertThat(steps)
          .extracting(Step::mode)
          .containsExactly(Mode.AUTO, Mode.APPROVE, Mode.APPROVE);
      assertThat(steps.get(0).preview().helps()).isFalse();
      assertThat(steps.get(1).preview().summary()).contains("1 young");
      assertThat(steps.get(2).preview().helps()).isTrue();
    }
  }

  @Test
  void thereIsNothingToDoOnADiskWithRoom() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 16)) {
      disk.write("tmp/f", 1 << 20);

      Preview preview = steps(disk, LATER, DISK).getFirst().preview();

      assertThat(preview.helps()).isFalse();
      assertThat(preview.summary()).contains("no need");
      assertThat(steps(disk, LATER, DISK).getFirst().act(preview, disk.run).direct()).isZero();
      assertThat(disk.mount.resolve("tmp/f")).exists();
    }
  }

  @Test
  void aRootThatIsALinkOrOfAnotherUserIsRefused() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 16)) {
      Path file = disk.write("precious/f", 13 << 20);
      Files.createSymbolicLink(disk.mount.resolve("tmp"), disk.mount.resolve("precious"));
      assertThat(steps(disk, LATER, DISK).getFirst().preview().summary()).contains("link");

      Files.delete(disk.mount.resolve("tmp"));
      Files.createDirectory(disk.mount.resolve("tmp"));
      Files.setAttribute(disk.mount.resolve("tmp"), "unix:uid", 1234, LinkOption.NOFOLLOW_LINKS);
      assertThat(steps(disk, LATER, DISK).getFirst().preview().summary()).contains("user 1234");
      assertThat(file).exists();
    }
  }

  @Test
  void whatTmpfilesOfTheHostExcludesStays() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 16)) {
      disk.write("tmp/keep-me/f", 5 << 20);
      disk.write("tmp/f", 8 << 20);
      Path lines = Files.createDirectories(disk.folder.resolve("root/etc/tmpfiles.d"));
      Files.writeString(lines.resolve("a.conf"), "x /data/tmp/keep-*\n");
      Step step = steps(disk, LATER, DISK).getFirst();

      step.act(step.preview(), disk.run);

      assertThat(disk.mount.resolve("tmp/keep-me/f")).exists();
      assertThat(disk.mount.resolve("tmp/f")).doesNotExist();
    }
  }

  @Test
  void theOldestGoFirst() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 32)) {
      Path old = disk.write("tmp/old", 10 << 20);
      Path young = disk.write("tmp/young", 14 << 20);
      // Only forwards can times be set in full: the young one is ten days younger.
      Files.setLastModifiedTime(young, FileTime.from(Instant.now().plus(Duration.ofDays(10))));
      Step step = steps(disk, LATER, DISK).getFirst();

      Preview preview = step.preview();
      step.act(preview, disk.run);

      assertThat(preview.items()).containsExactly(old.toString());
      assertThat(old).doesNotExist();
      assertThat(young).exists();
    }
  }

  @Test
  void aSweepThatMustEndSaysWhatItDid() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 16)) {
      disk.write("tmp/f", 13 << 20);
      Step step = steps(disk, LATER, DISK).getFirst();
      Preview preview = step.preview();
      disk.run.isOver = true;

      assertThat(step.act(preview, disk.run).direct()).isZero();
      assertThat(disk.mount.resolve("tmp/f")).exists();
    }
  }

  @Test
  void aPreviewOfAnEarlierLifeIsAPromiseThatIsKept() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 16)) {
      disk.write("tmp/a", 2 << 20);
      disk.write("tmp/b", 2 << 20);
      disk.write("tmp/c", 9 << 20);
      Preview promised = new Preview(true, "of before the restart", 4 << 20, List.of());

      Effect effect = steps(disk, LATER, DISK).getFirst().act(promised, disk.run);

      assertThat(effect.direct()).isBetween(2.0 * (1 << 20), 4.0 * (1 << 20));
      assertThat(disk.mount.resolve("tmp/c")).exists();
    }
  }

  @Test
  void otherConditionsAndConditionsOfNoPlaceAreNoneOfItsBusiness() {
    CleanupTempFiles treatment =
        new CleanupTempFiles(
            CleanupTempFiles.Options.DEFAULTS,
            new Roots(Path.of("/proc"), Path.of("/sys"), Path.of("/")),
            Statfs.ofThisMachine(),
            LATER);

    assertThat(treatment.steps(new Condition(Signal.DISK, ""))).isEmpty();
    assertThat(treatment.steps(new Condition(Signal.CPU, ""))).isEmpty();
    assertThat(treatment.steps(new Condition(Signal.DISK, "/"))).hasSize(3);
  }

  @Test
  void noSettingRaisesTheHardBounds() {
    CleanupTempFiles.Options options =
        new CleanupTempFiles.Options(
            List.of(),
            List.of(),
            88,
            88,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Duration.ofHours(1),
            true);

    assertThat(options.maxEntries()).isEqualTo(200_000);
    assertThat(options.maxBytes()).isEqualTo(20L << 30);
    assertThat(options.maxTime()).isEqualTo(Duration.ofSeconds(60));
  }

  private static List<Step> steps(LoopDisk disk, InstantSource clock, Condition condition) {
    CleanupTempFiles.Options defaults = CleanupTempFiles.Options.DEFAULTS;
    CleanupTempFiles.Options options =
        new CleanupTempFiles.Options(
            List.of(Path.of(LoopDisk.PLACE, "tmp")),
            defaults.ages(),
            defaults.stopBelowDiskPercent(),
            defaults.stopBelowInodesPercent(),
            defaults.maxEntries(),
            defaults.maxBytes(),
            defaults.maxTime(),
            true);
    return new CleanupTempFiles(options, disk.roots(), Statfs.ofThisMachine(), clock)
        .steps(condition);
  }
}
