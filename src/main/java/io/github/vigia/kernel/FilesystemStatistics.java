package io.github.vigia.kernel;

/**
 * What a filesystem says of itself, see statfs(2). Blocks are of {@code blockBytes}, counts are
 * clamped so that 0 ≤ available ≤ free ≤ blocks.
 *
 * @param free blocks that root may use
 * @param available blocks that others may use
 * @param files inodes there are; 0 where the filesystem has no fixed number of them
 * @param readonly mounted read-only
 */
public record FilesystemStatistics(
    long blockBytes,
    long blocks,
    long free,
    long available,
    long files,
    long filesFree,
    boolean readonly) {

  public FilesystemStatistics {
    free = Math.clamp(free, 0, Math.max(0, blocks));
    available = Math.clamp(available, 0, free);
    filesFree = Math.clamp(filesFree, 0, Math.max(0, files));
  }

  public long usedBytes() {
    return (blocks - free) * blockBytes;
  }

  public long totalBytes() {
    return blocks * blockBytes;
  }

  /**
   * Space in use as a user without privileges sees it, like df: what is kept for root counts
   * neither as used nor as free.
   */
  public double usedPercent() {
    double used = blocks - free;
    return used + available == 0 ? 0 : 100 * used / (used + available);
  }

  /** Inodes in use; NaN where there is no fixed number of them. */
  public double inodesPercent() {
    return files <= 0 ? Double.NaN : 100.0 * (files - filesFree) / files;
  }
}
