package io.github.vigia.treat.action;

import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import java.io.IOException;

/**
 * How full one filesystem is, in bytes or in inodes.
 *
 * @param mount place of the host where it is mounted
 * @param isInodes whether inodes are what it runs out of
 */
record Filling(Roots roots, Statfs statfs, String mount, boolean isInodes) {

  /** The least that counts as help: so much of a hundred, or so many bytes. */
  private static final double LEAST_PERCENT = 2;

  private static final double LEAST_BYTES = 500e6;

  FilesystemStatistics ask() throws IOException {
    return statfs.ask(roots.root(mount).toString());
  }

  String unit() {
    return isInodes ? "inodes" : "bytes";
  }

  double percent(FilesystemStatistics now) {
    return isInodes ? now.inodesPercent() : now.usedPercent();
  }

  /** How much must go until this many percent are in use; 0 or less if nothing. */
  double excess(FilesystemStatistics now, double percent) {
    if (isInodes) {
      return (double) (now.files() - now.filesFree()) - percent / 100 * now.files();
    }
    double used = (double) (now.blocks() - now.free());
    return (used - percent / 100 * (used + now.available())) * now.blockBytes();
  }

  /** Whether so much is worth the doing. */
  boolean counts(double amount, FilesystemStatistics now) {
    if (amount <= 0) {
      return false;
    }
    return isInodes
        ? amount >= LEAST_PERCENT / 100 * now.files()
        : amount >= Math.min(LEAST_BYTES, LEAST_PERCENT / 100 * now.totalBytes());
  }

  String text(double amount) {
    return isInodes ? "%,d inodes".formatted((long) amount) : Size.text((long) amount);
  }
}
