package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundnessTest {

  @TempDir private Path temporary;
  private Roots roots = new Roots(Path.of(""), Path.of(""), Path.of(""));

  @BeforeEach
  void makeHost() throws IOException {
    roots =
        new Roots(temporary.resolve("proc"), temporary.resolve("sys"), temporary.resolve("root"));
    Files.createDirectories(roots.root("/srv"));
    write("sys/devices/block/sda/sda1/partition", "1\n");
    Files.createDirectories(roots.sys("class/block"));
    Files.createSymbolicLink(roots.sys("class/block/sda1"), roots.sys("devices/block/sda/sda1"));
    Files.createDirectories(roots.sys("dev/block"));
    Files.createSymbolicLink(roots.sys("dev/block/8:1"), roots.sys("devices/block/sda/sda1"));
    write("sys/fs/ext4/sda1/errors_count", "3\n");
    mount("rw,emergency_ro", "ext4");
  }

  @Test
  void aDiskThatTheKernelComplainsOfIsNotChecked() throws IOException {
    assertThat(preview("[1.0] blk_update_request: I/O error, dev sda, sector 7 op 0x0\n", 0))
        .contains("may be failing", "dev sda");
    assertThat(preview("[1.0] I/O error, dev sdb, sector 7\n[2.0] I/O error, dev sda10\n", 0))
        .contains("would unmount");
  }

  @Test
  void aDiskThatSaysItIsFailingIsNotChecked() throws IOException {
    assertThat(preview("", 8)).contains("/dev/sda says of itself");
    assertThat(preview("", 4)).contains("would unmount");
  }

  @Test
  void aDeviceThatIsReadOnlyIsNotChecked() throws IOException {
    write("sys/devices/block/sda/sda1/ro", "1\n");

    assertThat(preview("", 0)).contains("itself is read-only");
    mount("ro", "ext4");
    write("sys/fs/ext4/sda1/errors_count", "0\n");
    write("root/etc/fstab", "/dev/sda1 /srv ext4 defaults 0 2\n");
    assertThat(steps("", 0).getFirst().preview().summary()).contains("itself is read-only");
  }

  @Test
  void whatWouldBeGoneOnceItIsUnmountedStaysMounted() throws IOException {
    write("sys/devices/block/sda/sda1/loop/autoclear", "1\n");

    assertThat(preview("", 0)).contains("could not come back");
    write("sys/devices/block/sda/sda1/loop/autoclear", "0\n");
    assertThat(preview("", 0)).contains("would unmount");
  }

  @Test
  void anotherKindOfFilesystemIsForAPerson() throws IOException {
    mount("rw,emergency_ro", "xfs");

    assertThat(preview("", 0)).contains("of type xfs");
  }

  @Test
  void whatIsMountedTwiceOrHasSomethingMountedOnItIsInUse() throws IOException {
    mount("rw,emergency_ro", "ext4");
    Path table = roots.proc("self/mountinfo");
    Files.writeString(
        table,
        Files.readString(table)
            + "9 1 8:1 / %s rw - ext4 /dev/sda1 rw\n".formatted(roots.root("/other"))
            + "10 1 8:2 / %s rw - ext4 /dev/sda2 rw\n".formatted(roots.root("/srv/inside")));

    assertThat(preview("", 0)).contains("/other too", "/srv/inside is mounted on it");
  }

  @Test
  void whereNothingIsMountedThereIsNothingToRepair() throws IOException {
    Files.writeString(roots.proc("self/mountinfo"), "");

    assertThat(preview("", 0)).contains("nothing is mounted");
    assertThat(steps("", 0).getFirst().preview().summary()).contains("nothing is mounted");
  }

  @Test
  void oneWithoutErrorsIsNotChecked() throws IOException {
    mount("rw", "ext4");
    write("sys/fs/ext4/sda1/errors_count", "0\n");

    assertThat(preview("", 0)).contains("no errors");
    assertThat(steps("", 0).getFirst().preview().summary()).contains("not mounted read-only");
  }

  private String preview(String kernelLog, int smart) throws IOException {
    return steps(kernelLog, smart).get(1).preview().summary();
  }

  private List<Step> steps(String kernelLog, int smart) {
    Programs programs =
        new Programs() {
          @Override
          public Run.Ended run(List<String> argv, Duration limit) {
            return argv.getFirst().equals("dmesg")
                ? new Run.Ended(0, kernelLog, "", false)
                : new Run.Ended(smart, "", "", false);
          }

          @Override
          public boolean has(String name) {
            return name.equals("smartctl");
          }
        };
    return new RepairReadonlyFilesystem(RepairReadonlyFilesystem.Options.DEFAULTS, roots, programs)
        .steps(new Condition(Signal.FILESYSTEM, "/srv"));
  }

  private void mount(String superOptions, String type) throws IOException {
    write(
        "proc/self/mountinfo",
        "1 0 8:1 / %s rw - %s /dev/sda1 %s\n".formatted(roots.root("/srv"), type, superOptions));
  }

  private void write(String name, String text) throws IOException {
    Path file = temporary.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
