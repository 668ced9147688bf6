package io.github.vigia.treat.action;

import io.github.vigia.kernel.FdInfo;
import io.github.vigia.kernel.FileStatus;
import io.github.vigia.kernel.PidStat;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Those open files of all processes that somebody asks for, with how each has them open. */
final class OpenFiles {

  /**
   * One file that one process has open.
   *
   * @param path as /proc shows it, without the mark of a deleted one; for messages and rules
   * @param info how it is open; null where that is not ours to know
   */
  record Use(int pid, int number, FileStatus status, String path, @Nullable FdInfo info) {

    boolean isSameFile(FileStatus other) {
      return status.isSameAs(other);
    }

    /** Whether it writes only at the end, so that the file may be cut under it. */
    boolean appends() {
      return info != null && info.appends();
    }

    boolean mayWrite() {
      return info == null || info.writes();
    }
  }

  private final List<Use> uses = new ArrayList<>();
  private final InodeSet mapped = new InodeSet();
  private boolean hasHidden;

  private OpenFiles() {}

  static OpenFiles read(Roots roots, Predicate<FileStatus> wanted) throws IOException {
    OpenFiles files = new OpenFiles();
    Descriptors.visit(
        roots.procfs(),
        new Descriptors.Visitor() {
          @Override
          public void open(int pid, int number, FileStatus status) {
            if (wanted.test(status)) {
              files.uses.add(
                  new Use(pid, number, status, path(roots, pid, number), info(roots, pid, number)));
            }
          }

          @Override
          public void held(int pid, FileStatus status) {
            files.mapped.add(status.device(), status.inode());
          }

          @Override
          public void hidden(int pid, int uid) {
            files.hasHidden = true;
          }
        });
    return files;
  }

  List<Use> uses() {
    return uses;
  }

  List<Use> of(FileStatus file) {
    return uses.stream().filter(use -> use.isSameFile(file)).toList();
  }

  /** Whether some process has it mapped, or is running it. */
  boolean isMapped(FileStatus file) {
    return mapped.contains(file.device(), file.inode());
  }

  /** Whether some process could not be looked into: then no list of writers is complete. */
  boolean hasHidden() {
    return hasHidden;
  }

  private static String path(Roots roots, int pid, int number) {
    try {
      String path = Files.readSymbolicLink(roots.proc(pid + "/fd/" + number)).toString();
      return path.endsWith(" (deleted)") ? path.substring(0, path.length() - 10) : path;
    } catch (IOException _) {
      // Closed meanwhile; whoever acts on it looks again.
      return "";
    }
  }

  private static @Nullable FdInfo info(Roots roots, int pid, int number) {
    try {
      byte[] bytes = Files.readAllBytes(roots.proc(pid + "/fdinfo/" + number));
      return FdInfo.parse(new Text(bytes, bytes.length));
    } catch (IOException _) {
      // Closed meanwhile, or not ours: then nothing may be taken for granted.
      return null;
    }
  }

  /** {@code comm} of a process, for messages and rules; empty if it is gone. */
  static String name(Roots roots, int pid) {
    try {
      byte[] bytes = Files.readAllBytes(roots.proc(pid + "/comm"));
      return PidStat.printable(bytes, 0, bytes.length).strip();
    } catch (IOException _) {
      // It ended.
      return "";
    }
  }
}
