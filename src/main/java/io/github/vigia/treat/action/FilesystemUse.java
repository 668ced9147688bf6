package io.github.vigia.treat.action;

import io.github.vigia.kernel.FileStatus;
import io.github.vigia.kernel.Folder;
import io.github.vigia.kernel.Mount;
import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What keeps a filesystem from being unmounted. */
final class FilesystemUse {

  private FilesystemUse() {}

  /** Who uses it, one sentence each; empty if nobody does. */
  static List<String> of(Roots roots, String place, Mount mount) throws IOException {
    List<String> uses = new ArrayList<>();
    MountTable table = MountTable.read(roots);
    for (String below : table.below(place)) {
      uses.add(below + " is mounted on it");
    }
    Path path = roots.root(place);
    for (Mount other : table.all()) {
      if (other.device().equals(mount.device()) && !Path.of(other.mountPoint()).equals(path)) {
        uses.add("it is mounted at " + other.mountPoint() + " too");
      }
    }
    for (int pid : holders(roots, path)) {
      RunningProcess process = RunningProcess.of(roots, pid);
      if (process != null) {
        String service = process.service(roots);
        uses.add(process + " uses it" + (service.isEmpty() ? "" : ", which is of " + service));
      }
    }
    return uses;
  }

  private static Set<Integer> holders(Roots roots, Path path) throws IOException {
    long device;
    try (Folder folder = Folder.open(path)) {
      device = folder.status().device();
    }
    Set<Integer> holders = new TreeSet<>();
    Descriptors.visit(
        roots.procfs(),
        new Descriptors.Visitor() {
          @Override
          public void open(int pid, int number, FileStatus status) {
            held(pid, status);
          }

          @Override
          public void held(int pid, FileStatus status) {
            if (status.device() == device) {
              holders.add(pid);
            }
          }

          @Override
          public void hidden(int pid, int uid) {
            // Unmounting fails while it is used, whoever it is: nothing is forced.
          }
        });
    return holders;
  }
}
