package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruncateLogTest {

  private static final Condition DISK = new Condition(Signal.DISK, LoopDisk.PLACE);

  /**
   * Opens a log in a mode, writes so many lines of 64 bytes, then one more for each line it reads.
   */
  private static final String WRITER =
      """
      import sys
      log = open(sys.argv[1], sys.argv[2], buffering=0)
      for i in range(int(sys.argv[3])):
          log.write(b"%062d\\n\\n" % i)
      print("ready", flush=True)
      for line in sys.stdin:
          log.write(line.encode())
          print("written", flush=True)
      """;

  private static final int LINES = 31 << 14;

  @TempDir private Path temporary;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aRunawayLogThatIsAppendedToLosesItsHeadAndKeepsItsEnd() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 64);
        Child writer = new Child(WRITER, log(disk, "app.log"), "ab", "" + LINES)) {
      Path log = disk.mount.resolve("log/app.log");
      Step step = step(disk);

      Preview preview = step.preview();
      assertThat(preview.items()).containsExactly(log.toString());
      assertThat(Files.size(log)).isEqualTo(31 << 20);
      Effect effect = step.act(preview, disk.run);

      assertThat(effect.direct()).isGreaterThan(29 << 20);
      assertThat(effect.summary()).contains("cut off");
      assertThat(effect.details()).singleElement().asString().contains("always at its end");
      assertThat(Files.size(log)).isBetween(1L << 20, 2L << 20);
      String end = "%062d".formatted(LINES - 1);
      assertThat(Files.readString(log, StandardCharsets.ISO_8859_1).strip()).endsWith(end);
      assertThat(writer.isAlive()).isTrue();
      assertThat(step.preview().helps()).isFalse();
    }
  }

  @Test
  void aLogThatIsNotAppendedToBecomesAHoleAndIsJudgedByItsBlocks() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 64);
        Child writer = new Child(WRITER, log(disk, "app.log"), "wb", "" + LINES)) {
      Path log = disk.mount.resolve("log/app.log");
      Step step = step(disk);

      Effect effect = step.act(step.preview(), disk.run);

      assertThat(effect.direct()).isGreaterThan(29 << 20);
      assertThat(Files.size(log)).isEqualTo(31 << 20);
      assertThat(disk.usedPercent()).isLessThan(15);
      String end = "%062d".formatted(LINES - 1);
      assertThat(Files.readString(log, StandardCharsets.ISO_8859_1).strip()).endsWith(end);
      assertThat(step.preview().helps()).isFalse();
      assertThat(writer.isAlive()).isTrue();
    }
  }

  @Test
  void aLogThatNobodyWritesIsNotItsBusiness() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 64)) {
      disk.write("log/old.log", 31 << 20);

      assertThat(step(disk).preview().summary()).contains("no log");
    }
  }

  @Test
  void aFileWithTwoNamesIsNeverCut() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 64);
        Child writer = new Child(WRITER, log(disk, "app.log"), "ab", "" + LINES)) {
      Path log = disk.mount.resolve("log/app.log");
      Step step = step(disk);
      Preview preview = step.preview();
      Files.createLink(disk.mount.resolve("log/other"), log);

      assertThatThrownBy(() -> step.act(preview, disk.run))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("with one name");
      assertThat(step.preview().helps()).isFalse();
      assertThat(Files.size(log)).isEqualTo(31 << 20);
      assertThat(writer.isAlive()).isTrue();
    }
  }

  @Test
  void aLogThatWasExchangedForALinkIsNotFollowed() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 64);
        Child writer = new Child(WRITER, log(disk, "app.log"), "ab", "" + LINES)) {
      Path precious = disk.write("precious", 5 << 20);
      Path log = disk.mount.resolve("log/app.log");
      Step step = step(disk);
      Preview preview = step.preview();
      Files.delete(log);
      Files.createSymbolicLink(log, precious);

      assertThatThrownBy(() -> step.act(preview, disk.run)).isInstanceOf(IOException.class);
      assertThat(Files.size(precious)).isEqualTo(5 << 20);
      assertThat(writer.isAlive()).isTrue();
    }
  }

  @Test
  void aSmallLogIsACandidateOnceItHasGrownFastForAMinute() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 1024);
        Child writer = new Child(WRITER, log(disk, "app.log"), "ab", "" + LINES)) {
      Step step = step(disk);
      assertThat(step.preview().helps()).isFalse();
      disk.command("fallocate", "-l", "160M", disk.mount.resolve("log/app.log").toString());
      now = now.plus(Duration.ofSeconds(61));

      assertThat(step.preview().helps()).isTrue();
      assertThat(writer.isAlive()).isTrue();
    }
  }

  @Test
  void aLogThatTheSettingsNameIsCutWithoutAsking() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 64);
        Child writer = new Child(WRITER, log(disk, "app.log"), "ab", "" + LINES)) {
      TruncateLog.Options options =
          new TruncateLog.Options(
              List.of(Path.of("/data/log")),
              List.of(Path.of("/data/log/app.log"), Path.of("/data/log/other.log")),
              Mode.APPROVE,
              1 << 20,
              Duration.ofSeconds(60),
              20,
              1 << 20);
      List<Step> steps = steps(disk, options);

      assertThat(steps).extracting(Step::mode).containsExactly(Mode.AUTO, Mode.AUTO, Mode.APPROVE);
      assertThat(steps.get(0).preview().helps()).isTrue();
      assertThat(steps.get(1).preview().helps()).isFalse();
      assertThat(writer.isAlive()).isTrue();
    }
  }

  private static String log(LoopDisk disk, String name) throws IOException {
    return Files.createDirectories(disk.mount.resolve("log")).resolve(name).toString();
  }

  private Step step(LoopDisk disk) {
    TruncateLog.Options defaults = TruncateLog.Options.DEFAULTS;
    return steps(
            disk,
            new TruncateLog.Options(
                List.of(Path.of("/data/log")),
                List.of(),
                defaults.mode(),
                defaults.growthPerSecond(),
                defaults.growthTime(),
                defaults.sharePercent(),
                defaults.keepBytes()))
        .getFirst();
  }

  private List<Step> steps(LoopDisk disk, TruncateLog.Options options) {
    return new TruncateLog(options, disk.roots(), Statfs.ofThisMachine(), () -> now).steps(DISK);
  }
}
