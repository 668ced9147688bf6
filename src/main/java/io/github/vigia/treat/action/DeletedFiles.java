package io.github.vigia.treat.action;

import io.github.vigia.kernel.FileStatus;
import io.github.vigia.kernel.Roots;
import java.io.IOException;

/** Files that have no name any more, but take space while a process has them open. */
final class DeletedFiles {

  /** How much space they take, each counted once. */
  record Total(long files, long bytes) {}

  private DeletedFiles() {}

  static boolean isDeleted(FileStatus status) {
    return status.isRegular() && status.links() == 0 && status.blocks() > 0;
  }

  /** All of the host, but for those in memory alone: they take no disk. */
  static Total total(Roots roots) throws IOException {
    InodeSet known = new InodeSet();
    long[] sums = new long[2];
    for (OpenFiles.Use use : OpenFiles.read(roots, DeletedFiles::isDeleted).uses()) {
      FileStatus status = use.status();
      boolean isMemory = use.path().startsWith("/memfd:") || use.path().startsWith("/dev/shm/");
      if (!isMemory && known.add(status.device(), status.inode())) {
        sums[0]++;
        sums[1] += status.bytes();
      }
    }
    return new Total(sums[0], sums[1]);
  }
}
