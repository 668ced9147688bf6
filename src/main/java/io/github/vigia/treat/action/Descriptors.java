package io.github.vigia.treat.action;

import io.github.vigia.kernel.FileStatus;
import io.github.vigia.kernel.Folder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A walk over all that processes have open, from {@code /proc/PID/fd}, {@code map_files} and the
 * links beside them. Nothing that is open is asked for by its server, so a dead one is no trap.
 */
final class Descriptors {

  /**
   * In many containers nobody may look into it, and it is no program that keeps data in a temporary
   * folder or writes logs.
   */
  private static final int FIRST = 1;

  private static final String[] LINKS = {"cwd", "exe", "root"};

  /** Who is told what a process holds. */
  interface Visitor {

    /** A file that process {@code pid} has open under {@code number}. */
    void open(int pid, int number, FileStatus status);

    /** A file that it has mapped, its program, its working or its root folder. */
    void held(int pid, FileStatus status);

    /** What it holds can't be seen. */
    void hidden(int pid, int uid);

    /** The network namespace that it is in, by its inode. */
    default void network(int pid, long namespace) {}
  }

  private final Visitor visitor;

  private Descriptors(Visitor visitor) {
    this.visitor = visitor;
  }

  static void visit(Path procfs, Visitor visitor) throws IOException {
    Descriptors descriptors = new Descriptors(visitor);
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(procfs, "[0-9]*")) {
      for (Path process : processes) {
        descriptors.process(process);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void process(Path process) {
    int pid = number(FileName.of(process));
    if (pid < 0) {
      return;
    }
    try (Folder folder = Folder.open(process)) {
      boolean seesOpen = openFiles(folder, pid);
      boolean seesMapped = list(folder, "map_files", pid) != Sight.HIDDEN;
      for (String link : LINKS) {
        FileStatus status = folder.targetStatus(bytes(link));
        if (status != null) {
          visitor.held(pid, status);
        }
      }
      FileStatus network = folder.targetStatus(bytes("ns/net"));
      if (network != null) {
        visitor.network(pid, network.inode());
      }
      // One that is ending has nothing open; if it is still there, it is hidden.
      if (!(seesOpen && seesMapped) && pid != FIRST && Files.exists(process.resolve("stat"))) {
        visitor.hidden(pid, folder.status().uid());
      }
    } catch (IOException _) {
      // It ended.
      return;
    }
  }

  /** Where the first thread has ended, another one tells what all of them have open. */
  private boolean openFiles(Folder process, int pid) throws IOException {
    Sight sight = list(process, "fd", pid);
    try (Folder threads = sight == Sight.EMPTY ? process.child(bytes("task")) : null) {
      if (threads == null) {
        return sight != Sight.HIDDEN;
      }
      for (var some = threads.next(); !some.isEmpty(); some = threads.next()) {
        for (byte[] name : some) {
          try (Folder thread = number(Folder.text(name)) == pid ? null : threads.child(name)) {
            Sight ofThread = thread == null ? Sight.EMPTY : list(thread, "fd", pid);
            if (ofThread != Sight.EMPTY) {
              return ofThread == Sight.SEEN;
            }
          }
        }
      }
    }
    return true;
  }

  /** What became of a look at a folder of links. */
  private enum Sight {
    SEEN,
    EMPTY,
    HIDDEN
  }

  private Sight list(Folder process, String name, int pid) {
    boolean isOpenFiles = name.equals("fd");
    try (Folder links = process.child(bytes(name))) {
      if (links == null) {
        // A kernel without map_files has the folder of no process.
        return !isOpenFiles && process.status(bytes(name)) == null ? Sight.EMPTY : Sight.HIDDEN;
      }
      boolean any = false;
      boolean told = false;
      for (var some = links.next(); !some.isEmpty(); some = links.next()) {
        for (byte[] link : some) {
          any = true;
          told |= tell(links.targetStatus(link), isOpenFiles ? number(Folder.text(link)) : -1, pid);
        }
      }
      // Links may be listed but not followed without privileges.
      return told ? Sight.SEEN : any ? Sight.HIDDEN : Sight.EMPTY;
    } catch (IOException _) {
      // Not ours to list, or it has just ended.
      return Sight.HIDDEN;
    }
  }

  private boolean tell(@Nullable FileStatus status, int number, int pid) {
    if (status == null) {
      // Closed meanwhile.
      return false;
    }
    if (number >= 0) {
      visitor.open(pid, number, status);
    } else {
      visitor.held(pid, status);
    }
    return true;
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  /** The number that a name is, -1 if it is none. */
  private static int number(String name) {
    return name.length() <= 9 && name.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(name)
        : -1;
  }
}
