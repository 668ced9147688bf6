package io.github.vigia.treat.action;

import io.github.vigia.kernel.FileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What running processes hold: every open or mapped file, working folder and program, by device and
 * inode, and every socket with a name. Read once before a sweep; a process whose files can't be
 * read is remembered by its owner, none of whose files may then be called unused.
 */
final class LiveFiles {

  private final Path procfs;
  private final InodeSet inodes = new InodeSet();
  private final Set<String> sockets = new HashSet<>();
  private final Set<Integer> hiddenOwners = new HashSet<>();
  private final Set<Long> networks = new HashSet<>();

  private LiveFiles(Path procfs) {
    this.procfs = procfs;
  }

  /**
   * @param procfs usually {@code /proc}
   */
  static LiveFiles read(Path procfs) throws IOException {
    LiveFiles live = new LiveFiles(procfs);
    live.readSockets(procfs.resolve("net/unix"));
    Descriptors.visit(procfs, live.new Note());
    return live;
  }

  boolean isOpen(long device, long inode) {
    return inodes.contains(device, inode);
  }

  boolean isSocket(String path) {
    return sockets.contains(path);
  }

  /** Whether some process of this user could not be looked into. */
  boolean isHidden(int uid) {
    return hiddenOwners.contains(uid);
  }

  private void readSockets(Path table) throws IOException {
    try {
      for (String line : Files.readString(table, StandardCharsets.ISO_8859_1).split("\n", -1)) {
        int path = line.indexOf(" /");
        if (path > 0) {
          sockets.add(line.substring(path + 1));
        }
      }
    } catch (NoSuchFileException _) {
      // A kernel without local sockets has none that are alive.
    }
  }

  /** Takes note of everything that is held. */
  private final class Note implements Descriptors.Visitor {

    @Override
    public void open(int pid, int number, FileStatus status) {
      inodes.add(status.device(), status.inode());
    }

    @Override
    public void held(int pid, FileStatus status) {
      inodes.add(status.device(), status.inode());
    }

    @Override
    public void hidden(int pid, int uid) {
      hiddenOwners.add(uid);
    }

    /** The table of sockets is one of each network namespace: services have their own. */
    @Override
    public void network(int pid, long namespace) {
      if (networks.add(namespace)) {
        try {
          readSockets(procfs.resolve(pid + "/net/unix"));
        } catch (IOException _) {
          // It ended: another process of that namespace, if there is one, tells it.
          networks.remove(namespace);
        }
      }
    }
  }
}
