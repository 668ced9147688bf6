package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseDeletedFilesTest {

  private static final Condition DISK = new Condition(Signal.DISK, LoopDisk.PLACE);

  /** Writes so many MiB to a file in a mode and deletes it; SIGUSR1 opens it anew. */
  private static final String HOLDER =
      """
      import os, signal, sys, time
      path, mode, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
      held = open(path, mode, buffering=0)
      for _ in range(size): held.write(b"x" * (1 << 20))
      os.unlink(path)
      def again(*_):
          global held
          held.close()
          held = open(path, mode, buffering=0)
      if len(sys.argv) > 4: signal.signal(signal.SIGUSR1, again)
      print("ready", flush=True)
      while True: time.sleep(60)
      """;

  @TempDir private Path temporary;

  @Test
  void theSpaceOfADeletedLogIsGivenBackAndItsWriterLivesOn() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 96);
        Child holder = new Child(HOLDER, disk.mount.resolve("app.log").toString(), "ab", "70")) {
      assertThat(disk.usedPercent()).isGreaterThan(75);
      Step step = steps(disk).get(1);

      Preview preview = step.preview();
      assertThat(preview.helps()).isTrue();
      assertThat(preview.items()).singleElement().asString().contains("process " + holder.pid());
      Effect effect = step.act(preview, disk.run);

      assertThat(effect.direct()).isGreaterThanOrEqualTo(70 << 20);
      assertThat(disk.usedPercent()).isLessThan(5);
      assertThat(holder.isAlive()).isTrue();
      assertThat(step.preview().helps()).isFalse();
    }
  }

  @Test
  void aDeletedFileThatIsNoLogOrIsNotAppendedToStays() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 96);
        Child database = new Child(HOLDER, disk.mount.resolve("live.db").toString(), "ab", "30");
        Child rewriter = new Child(HOLDER, disk.mount.resolve("a.log").toString(), "wb", "30")) {
      Step step = steps(disk).get(1);
      double before = disk.usedPercent();

      Preview preview = step.preview();
      Effect effect = step.act(preview, disk.run);

      assertThat(preview.helps()).isFalse();
      assertThat(preview.summary())
          .contains("not named like a log", "not surely written at its end");
      assertThat(effect.direct()).isZero();
      assertThat(disk.usedPercent()).isEqualTo(before);
      assertThat(database.isAlive() && rewriter.isAlive()).isTrue();
    }
  }

  @Test
  void anOwnerThatListensIsToldToOpenItsLogAnew() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 96);
        Child holder =
            new Child(HOLDER, disk.mount.resolve("app.log").toString(), "ab", "30", "listens")) {
      Step step = steps(disk, OpenFiles.name(disk.roots(), holder.pid())).getFirst();

      Effect effect = step.act(step.preview(), disk.run);

      assertThat(effect.direct()).isEqualTo(30 << 20);
      assertThat(holder.isAlive()).isTrue();
    }
  }

  @Test
  void anOwnerThatWouldDieOfTheSignalIsNotTold() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 96);
        Child holder = new Child(HOLDER, disk.mount.resolve("app.log").toString(), "ab", "30")) {
      Step step = steps(disk, OpenFiles.name(disk.roots(), holder.pid())).getFirst();

      Preview preview = step.preview();
      step.act(preview, disk.run);

      assertThat(preview.helps()).isFalse();
      assertThat(holder.isAlive()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/log/nginx/access.log",
        "/srv/app/app.log.1",
        "/x/std.err",
        "/var/log/syslog"
      })
  void isALog(String path) {
    assertThat(EmptyDeletedLog.isNamedLikeALog(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/memfd:x.log",
        "/dev/shm/a.log",
        "/var/lib/mysql/ib.log",
        "/var/lib/postgresql/15/pg_wal/0001.log",
        "/usr/lib/x.so",
        "/var/log/journal/a/system.journal",
        "/var/log/wtmp",
        "/srv/db/000003-wal",
        "/tmp/data"
      })
  void isNoLog(String path) {
    assertThat(EmptyDeletedLog.isNamedLikeALog(path)).isFalse();
  }

  private static List<Step> steps(LoopDisk disk) {
    return steps(disk, "nobody");
  }

  private static List<Step> steps(LoopDisk disk, String name) {
    ReleaseDeletedFiles.Options options =
        new ReleaseDeletedFiles.Options(Mode.APPROVE, Mode.APPROVE, Map.of(name, 10));
    return new ReleaseDeletedFiles(options, disk.roots(), Statfs.ofThisMachine()).steps(DISK);
  }
}
