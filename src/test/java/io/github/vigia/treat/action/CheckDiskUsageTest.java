package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckDiskUsageTest {

  private static final String MOUNTS =
      """
      1 0 8:1 / / rw - ext4 /dev/sda1 rw
      2 1 8:2 / /var rw - ext4 /dev/sda2 rw
      3 1 8:2 /x /bind rw - ext4 /dev/sda2 rw
      4 1 0:40 / /net rw - nfs4 server:/ rw
      5 1 0:41 / /fuse rw - fuse.sshfs a rw
      6 1 0:5 / /proc rw - proc proc rw
      7 1 8:3 / /inodes rw - ext4 /dev/sda3 rw
      8 1 7:0 / /snap rw - squashfs /dev/loop0 ro
      9 1 8:4 / /gone rw - ext4 /dev/sda4 rw
      """;

  @TempDir private Path temporary;
  private final List<String> asked = new ArrayList<>();

  @Test
  void tellsWhatIsNearlyFullAndAsksNoServer() throws IOException {
    Step step = step("/var");

    Effect effect = step.act(step.preview(), new RealRun());

    assertThat(effect.direct()).isZero();
    assertThat(effect.details())
        .containsExactly(
            "/var 96.0 % used, 4.0 MiB free", "/inodes 99.0 % of its inodes used, 10 free");
    assertThat(effect.summary()).startsWith("over 90 %: /var");
    assertThat(asked).doesNotContain("/net", "/fuse", "/bind");
    assertThat(step.danger()).isEqualTo(1);
    assertThat(step.mode()).isEqualTo(Mode.AUTO);
  }

  @Test
  void isAboutDisksOnly() throws IOException {
    CheckDiskUsage treatment = treatment();
    assertThat(treatment.id()).isEqualTo("check_disk_usage");
    assertThat(treatment.steps(new Condition(Signal.CPU, ""))).isEmpty();
    assertThat(treatment.steps(new Condition(Signal.DISK, ""))).isEmpty();
    assertThat(treatment.steps(new Condition(Signal.INODES, "/"))).hasSize(1);
  }

  private Step step(String mount) throws IOException {
    return treatment().steps(new Condition(Signal.DISK, mount)).getFirst();
  }

  private CheckDiskUsage treatment() throws IOException {
    Path proc = Files.createDirectories(temporary.resolve("proc/self"));
    Files.writeString(proc.resolve("mountinfo"), MOUNTS);
    Roots roots = new Roots(temporary.resolve("proc"), temporary.resolve("sys"), Path.of("/"));
    return new CheckDiskUsage(CheckDiskUsage.Options.DEFAULTS, roots, statfs());
  }

  private Statfs statfs() {
    return path -> {
      asked.add(path);
      return switch (path) {
        case "/var" -> new FilesystemStatistics(1 << 20, 100, 4, 4, 1000, 900, false);
        case "/inodes" -> new FilesystemStatistics(1 << 20, 100, 90, 90, 1000, 10, false);
        case "/snap" -> new FilesystemStatistics(1 << 20, 100, 0, 0, 0, 0, true);
        case "/proc" -> new FilesystemStatistics(4096, 0, 0, 0, 0, 0, false);
        case "/gone" -> throw new NotPresentException(path);
        default -> new FilesystemStatistics(1 << 20, 100, 50, 50, 1000, 900, false);
      };
    };
  }
}
