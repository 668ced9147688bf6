package io.github.vigia.treat.action;

import io.github.vigia.kernel.FileStatus;
import io.github.vigia.kernel.Folder;
import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The deleted files of one filesystem that processes have open, the largest first. */
final class DeletedOn {

  /**
   * One of them.
   *
   * @param uses by whom it is open, and how
   */
  record File(FileStatus status, List<OpenFiles.Use> uses) {

    String path() {
      return uses.getFirst().path();
    }

    /** What it is called in a preview: who has it, under what number, and which file it is. */
    String item() {
      OpenFiles.Use use = uses.getFirst();
      return "%s in process %d, file %d, inode %d"
          .formatted(path(), use.pid(), use.number(), status.inode());
    }
  }

  private final OpenFiles open;
  private final List<File> files = new ArrayList<>();

  private DeletedOn(OpenFiles open) {
    this.open = open;
  }

  /**
   * @param mount place of the host where the filesystem is mounted
   */
  static DeletedOn read(Roots roots, String mount) throws IOException {
    long device;
    try (Folder folder = Folder.open(roots.root(mount))) {
      device = folder.status().device();
    }
    DeletedOn deleted =
        new DeletedOn(
            OpenFiles.read(roots, file -> file.device() == device && DeletedFiles.isDeleted(file)));
    InodeSet known = new InodeSet();
    for (OpenFiles.Use use : deleted.open.uses()) {
      if (known.add(use.status().device(), use.status().inode())) {
        deleted.files.add(new File(use.status(), deleted.open.of(use.status())));
      }
    }
    deleted.files.sort(Comparator.comparingLong((File file) -> file.status().bytes()).reversed());
    return deleted;
  }

  List<File> files() {
    return files;
  }

  long bytes() {
    return files.stream().mapToLong(file -> file.status().bytes()).sum();
  }

  boolean isMapped(File file) {
    return open.isMapped(file.status());
  }

  /** Whether some process could not be looked into. */
  boolean hasHidden() {
    return open.hasHidden();
  }
}
