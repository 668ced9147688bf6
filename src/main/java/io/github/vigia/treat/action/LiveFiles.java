package io.github.vigia.treat.action;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What running processes hold: every open or mapped file, working folder and program, by device and
 * inode, and every socket with a name. Read once before a sweep; a process whose files can't be
 * read is remembered by its owner, none of whose files may then be called unused.
 */
final class LiveFiles {

  private final Set<String> inodes = new HashSet<>();
  private final Set<String> sockets = new HashSet<>();
  private final Set<Integer> hiddenOwners = new HashSet<>();

  private LiveFiles() {}

  /**
   * @param procfs usually {@code /proc}
   */
  static LiveFiles read(Path procfs) throws IOException {
    LiveFiles live = new LiveFiles();
    live.readSockets(procfs.resolve("net/unix"));
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(procfs, "[0-9]*")) {
      for (Path process : processes) {
        live.readProcess(process);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return live;
  }

  boolean isOpen(long device, long inode) {
    return inodes.contains(key(device, inode));
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

  private void readProcess(Path process) throws IOException {
    for (String links : new String[] {"fd", "map_files"}) {
      try (DirectoryStream<Path> targets = Files.newDirectoryStream(process.resolve(links))) {
        for (Path target : targets) {
          add(target);
        }
      } catch (AccessDeniedException _) {
        hide(process);
      } catch (DirectoryIteratorException | NoSuchFileException | NotDirectoryException _) {
        return; // The process ended.
      } catch (IOException _) {
        // It is ending: ESRCH has no exception of its own. If it is not, nobody may be called idle.
        if (Files.exists(process)) {
          hide(process);
        }
      }
    }
    for (String link : new String[] {"cwd", "exe", "root"}) {
      add(process.resolve(link));
    }
  }

  private void hide(Path process) {
    try {
      hiddenOwners.add((Integer) Files.getAttribute(process, "unix:uid"));
    } catch (IOException _) {
      // It ended meanwhile and holds nothing any more.
    }
  }

  private void add(Path link) {
    try {
      long device = (Long) Files.getAttribute(link, "unix:dev");
      inodes.add(key(device(device), (Long) Files.getAttribute(link, "unix:ino")));
    } catch (IOException _) {
      // A pipe, a socket, a kernel thread's program, or closed meanwhile: no file of a folder.
    }
  }

  private static String key(long device, long inode) {
    return device + ":" + inode;
  }

  /** {@code st_dev} as glibc packs it into {@code major << 32 | minor}; see makedev(3). */
  private static long device(long packed) {
    long major = (packed >>> 8 & 0xfff) | (packed >>> 32 & ~0xfffL);
    long minor = (packed & 0xff) | (packed >>> 12 & ~0xffL & 0xffffffffL);
    return major << 32 | minor;
  }
}
