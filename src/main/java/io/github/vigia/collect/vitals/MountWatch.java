package io.github.vigia.collect.vitals;

import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.Mount;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one mount from look to look: whether it was writable, how many errors ext4
 * had counted ({@code /sys/fs/ext4/DEVICE/errors_count}, Documentation/admin-guide/ext4.rst).
 */
final class MountWatch implements AutoCloseable {

  private static final long UNKNOWN = -1;

  final Inquiry inquiry;
  private final @Nullable HostFile errorsCount;
  private Mount mount;
  private boolean wasWritable;
  private boolean lostWriting;
  private boolean errorsGrew;
  private long errors = UNKNOWN;

  MountWatch(Mount mount, Roots roots) {
    this.mount = mount;
    this.inquiry = new Inquiry(roots.root(mount.mountPoint()).toString());
    this.errorsCount =
        mount.type().startsWith("ext")
            ? new HostFile(roots.sys("fs/ext4/" + deviceName(mount, roots) + "/errors_count"), 64)
            : null;
  }

  /** The kernel's name of the device: {@code dm-0} where the source is {@code /dev/mapper/x}. */
  private static String deviceName(Mount mount, Roots roots) {
    try {
      Path target = Files.readSymbolicLink(roots.sys("dev/block/" + mount.device()));
      return String.valueOf(target.getFileName());
    } catch (IOException _) {
      // No such link on this kernel; the source has the same name but for device mapper.
      return mount.source().substring(mount.source().lastIndexOf('/') + 1);
    }
  }

  boolean isOf(Mount other) {
    return mount.mountPoint().equals(other.mountPoint())
        && mount.device().equals(other.device())
        && mount.type().equals(other.type());
  }

  Mount mount() {
    return mount;
  }

  /** Takes note of the mount as it is now. */
  void look(Mount now) {
    mount = now;
    boolean readonly = now.isReadonly();
    lostWriting = readonly && (lostWriting || wasWritable);
    wasWritable = !readonly;
    countErrors();
  }

  private void countErrors() {
    if (errorsCount == null) {
      return;
    }
    long before = errors;
    try {
      errors = errorsCount.read().number();
    } catch (NotPresentException _) {
      // An ext2 or ext3 of another driver, or no sysfs.
      errors = UNKNOWN;
    } catch (IOException _) {
      // Not known in this look; the next compares with the last that was.
      return;
    }
    if (before != UNKNOWN && errors > before) {
      errorsGrew = true;
    } else if (errors < before) {
      // A repair sets it back to zero.
      errorsGrew = false;
    }
  }

  boolean isFaulty() {
    return errorsGrew || lostWriting || mount.isStopped();
  }

  /** Errors that the filesystem counted, NaN where it does not count. */
  double errors() {
    return errors == UNKNOWN ? Double.NaN : errors;
  }

  @Override
  public void close() throws IOException {
    if (errorsCount != null) {
      errorsCount.close();
    }
  }
}
