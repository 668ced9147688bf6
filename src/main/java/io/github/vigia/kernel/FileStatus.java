package io.github.vigia.kernel;

/**
 * What statx(2) says of one entry of a folder; no link was followed.
 *
 * @param mode type and permissions, see inode(7)
 * @param device of the filesystem, {@code major << 32 | minor}
 * @param mount id of the mount that it is seen through; bind mounts of one filesystem differ in it
 * @param isMountRoot whether something is mounted on it
 * @param blocks of 512 bytes that it takes
 * @param size bytes from its begin to its end; more than the blocks where it has holes
 * @param accessed, modified, changed, born seconds since the epoch; {@code born} is 0 where the
 *     filesystem does not keep it
 */
public record FileStatus(
    int mode,
    long device,
    long inode,
    long mount,
    boolean isMountRoot,
    long links,
    int uid,
    long blocks,
    long size,
    long accessed,
    long modified,
    long changed,
    long born) {

  private static final int TYPE = 0170000;

  public boolean isFolder() {
    return (mode & TYPE) == 0040000;
  }

  public boolean isRegular() {
    return (mode & TYPE) == 0100000;
  }

  public boolean isSocket() {
    return (mode & TYPE) == 0140000;
  }

  public boolean isDevice() {
    return (mode & TYPE) == 0020000 || (mode & TYPE) == 0060000;
  }

  /** The sticky bit: on a file, the wish of its owner that cleaners leave it (XDG base folders). */
  public boolean isSticky() {
    return (mode & 01000) != 0;
  }

  public boolean isLink() {
    return (mode & TYPE) == 0120000;
  }

  /** What it takes on disk. */
  public long bytes() {
    return blocks * 512;
  }

  /** Whether both are the same object on disk. */
  public boolean isSameAs(FileStatus other) {
    return inode == other.inode && device == other.device;
  }
}
