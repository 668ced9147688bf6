package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairReadonlyFilesystemTest {

  private static final Condition FAULT = new Condition(Signal.FILESYSTEM, LoopDisk.PLACE);

  @TempDir private Path temporary;

  @Test
  void whatSomebodyMountedReadOnlyIsMountedAsFstabSays() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 16)) {
      fstab(disk, disk.device + " /data ext4 defaults 0 2\n");
      disk.command("mount", "-o", "remount,ro", disk.mount.toString());
      Step step = steps(disk).getFirst();

      Preview preview = step.preview();
      assertThat(preview.helps()).isTrue();
      Effect effect = step.act(preview, disk.run);

      assertThat(effect.direct()).isEqualTo(1);
      Files.writeString(disk.mount.resolve("written"), "x");
      assertThat(steps(disk).get(1).preview().summary()).contains("no errors");
    }
  }

  @Test
  void whatNobodySaysIsToBeWritableStaysReadOnly() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 16)) {
      disk.command("mount", "-o", "remount,ro", disk.mount.toString());
      assertThat(steps(disk).getFirst().preview().summary()).contains("nothing says");

      fstab(disk, disk.device + " /data ext4 ro,noatime 0 2\n");
      Step step = steps(disk).getFirst();
      Preview preview = step.preview();

      assertThat(preview.helps()).isFalse();
      assertThat(step.act(preview, disk.run).direct()).isZero();
      assertThat(disk.run.commands).isEmpty();
    }
  }

  @Test
  void oneThatStoppedAfterAnErrorIsCheckedAndMountedAgain() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 64, "-E", "lazy_itable_init=0")) {
      disk.command("mount", "-o", "remount,noatime,errors=remount-ro", disk.mount.toString());
      Path live = Files.writeString(disk.mount.resolve("live.dat"), "precious");
      disk.command("sync", "-f", live.toString());
      breakIt(disk);
      fstab(disk, disk.device + " /data ext4 defaults 0 2\n");
      List<Step> steps = steps(disk);
      assertThat(steps.get(0).preview().summary()).contains("must be checked first");

      Preview preview = steps.get(1).preview();
      assertThat(preview.summary()).contains("would unmount");
      Effect effect = steps.get(1).act(preview, disk.run);

      assertThat(effect.direct()).isEqualTo(1);
      assertThat(live).hasContent("precious");
      Files.writeString(disk.mount.resolve("written"), "x");
      assertThat(disk.run.rollbacks).containsExactly("armed", "disarmed");
      assertThat(String.valueOf(MountTable.read(disk.roots()).at(LoopDisk.PLACE)))
          .contains("noatime");
      assertThat(steps.get(1).preview().helps()).isFalse();
    }
  }

  @Test
  void oneThatIsInUseIsNotUnmountedAndItsUserIsNamed() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 64)) {
      Path live = Files.writeString(disk.mount.resolve("live.dat"), "precious");
      disk.command("sync", "-f", live.toString());
      try (FileChannel open = FileChannel.open(live)) {
        breakIt(disk);
        Step step = steps(disk).get(1);

        Preview preview = step.preview();
        Effect effect = step.act(new Preview(true, "", 1, List.of(LoopDisk.PLACE)), disk.run);

        assertThat(preview.helps()).isFalse();
        assertThat(preview.summary()).contains("process " + ProcessHandle.current().pid());
        assertThat(effect.direct()).isZero();
        assertThat(disk.run.commands).isEmpty();
        assertThat(open.isOpen()).isTrue();
      }
    }
  }

  @Test
  void theRootOfTheHostIsNeverUnmounted() throws IOException {
    try (LoopDisk disk = new LoopDisk(temporary, 16)) {
      assertThat(treatment(disk).steps(new Condition(Signal.FILESYSTEM, "/")))
          .singleElement()
          .satisfies(step -> assertThat(step.name()).isEqualTo("remount"));
      assertThat(treatment(disk).steps(new Condition(Signal.FILESYSTEM, ""))).isEmpty();
      assertThat(treatment(disk).steps(new Condition(Signal.DISK, "/"))).isEmpty();
      assertThat(RepairReadonlyFilesystem.Options.DEFAULTS.repair()).isEqualTo(Mode.APPROVE);
    }
  }

  private static void breakIt(LoopDisk disk) throws IOException {
    String name = Path.of(disk.device).getFileName().toString();
    Path trigger = Path.of("/sys/fs/ext4", name, "trigger_fs_error");
    Assumptions.assumeTrue(Files.isWritable(trigger), "this kernel can't make an ext4 error");
    disk.command("mount", "-o", "remount,errors=remount-ro", disk.mount.toString());
    Files.writeString(trigger, "t");
  }

  private static void fstab(LoopDisk disk, String text) throws IOException {
    Files.createDirectories(disk.folder.resolve("root/etc"));
    Files.writeString(disk.folder.resolve("root/etc/fstab"), text);
  }

  private static List<Step> steps(LoopDisk disk) {
    return treatment(disk).steps(FAULT);
  }

  private static RepairReadonlyFilesystem treatment(LoopDisk disk) {
    return new RepairReadonlyFilesystem(
        RepairReadonlyFilesystem.Options.DEFAULTS, disk.roots(), disk.run);
  }
}
