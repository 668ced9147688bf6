package io.github.vigia.treat.action;

import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.Fstab;
import io.github.vigia.kernel.Mount;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the health of one filesystem and of the disk below it.
 *
 * @param place of the host where it is mounted
 */
record Soundness(Roots roots, Programs programs, String place) {

  private static final Duration ASKING = Duration.ofSeconds(10);

  /** The mount as it is now; null if nothing is mounted there. */
  @Nullable Mount mount() throws IOException {
    return MountTable.read(roots).at(place);
  }

  /** The place as this program reaches it. */
  Path path() {
    return roots.root(place);
  }

  /** Errors that ext4 counts in its superblock; 0 where it counts none or does not count. */
  long errors(Mount mount) throws IOException {
    Path count = roots.sys("fs/ext4/" + deviceName(mount) + "/errors_count");
    try {
      return Long.parseLong(Files.readString(count).strip());
    } catch (NoSuchFileException _) {
      // Another filesystem, or a device that sysfs does not know.
      return 0;
    } catch (NumberFormatException e) {
      throw new IOException(count + ": expected a number", e);
    }
  }

  /** The kernel's name of the device: {@code dm-0} where the source is {@code /dev/mapper/x}. */
  String deviceName(Mount mount) {
    try {
      return FileName.of(Files.readSymbolicLink(roots.sys("dev/block/" + mount.device())));
    } catch (IOException _) {
      // No block device below it, or no such link; the source has the same name most of the time.
      return mount.source().substring(mount.source().lastIndexOf('/') + 1);
    }
  }

  /** Whether the device itself refuses to be written. */
  boolean isDeviceReadonly(Mount mount) {
    try {
      return Files.readString(roots.sys("dev/block/" + mount.device() + "/ro")).strip().equals("1");
    } catch (IOException _) {
      // Not a block device, or a part of one, which has the switch of its own in newer kernels
      // only.
      return false;
    }
  }

  /** Whether its device goes when it is unmounted, as that of {@code mount -o loop} does. */
  boolean isDeviceGoneOnceUnmounted(Mount mount) {
    try {
      return Files.readString(roots.sys("dev/block/" + mount.device() + "/loop/autoclear"))
          .strip()
          .equals("1");
    } catch (IOException _) {
      // No loop device.
      return false;
    }
  }

  /** Its line in /etc/fstab; null if it has none. */
  Fstab.@Nullable Entry fstab() throws IOException {
    try {
      String text = Files.readString(roots.root("/etc/fstab"), StandardCharsets.UTF_8);
      return Fstab.parse(text).stream()
          .filter(entry -> entry.mountPoint().equals(place))
          .findFirst()
          .orElse(null);
    } catch (NoSuchFileException _) {
      // A host without one mounts everything in another way.
      return null;
    }
  }

  /** What the disk itself has complained of; empty if of nothing. */
  String diskTrouble(Mount mount) throws IOException {
    String device = deviceName(mount);
    String disk = disk(device);
    Pattern trouble =
        Pattern.compile(
            "(I/O error,|critical medium error,|critical target error,).*\\bdev ("
                + Pattern.quote(device)
                + "|"
                + Pattern.quote(disk)
                + ")\\b.*");
    Run.Ended log = programs.run(List.of("dmesg"), ASKING);
    for (String line : log.out().split("\n", -1)) {
      if (trouble.matcher(line).find()) {
        return "the kernel says: " + line.strip();
      }
    }
    if (programs.has("smartctl")) {
      Run.Ended smart = programs.run(List.of("smartctl", "-H", "/dev/" + disk), ASKING);
      // Bit 3 of its exit code: the disk is failing, see smartctl(8).
      if (smart.code() > 0 && (smart.code() & 8) != 0) {
        return "/dev/" + disk + " says of itself that it is failing";
      }
    }
    return "";
  }

  /** The whole disk of a part of one: {@code sda} of {@code sda1}. */
  private String disk(String device) {
    try {
      Path folder = roots.sys("class/block/" + device).toRealPath();
      boolean isPart = Files.exists(folder.resolve("partition"));
      return isPart ? FileName.of(folder.resolveSibling("")) : device;
    } catch (IOException _) {
      // Not in sysfs: then it is all there is.
      return device;
    }
  }

  /** Whether it surely refuses to be written: one that is merely full does not. */
  boolean refusesWrites(Mount mount, String attempt) throws IOException {
    if (mount.isReadonly()) {
      return true;
    }
    FilesystemStatistics now = Statfs.ofThisMachine().ask(path().toString());
    return now.free() > 0 && now.filesFree() > 0 && !isWritable(attempt);
  }

  /** Whether a file can be made there. */
  boolean isWritable(String attempt) {
    Path probe = path().resolve(".vigia-probe-" + attempt);
    try {
      Files.write(probe, new byte[1], StandardOpenOption.CREATE_NEW);
      Files.delete(probe);
      return true;
    } catch (IOException _) {
      // Read-only, or full: not as it should be.
      return false;
    }
  }
}
