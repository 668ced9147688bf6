package io.github.vigia.treat.action;

import io.github.vigia.kernel.FileStatus;
import io.github.vigia.kernel.Folder;
import io.github.vigia.kernel.OpenFile;
import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Effect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The cutting of one log. The mildest way that works is taken: cut off the head so that what
 * follows moves up, which loses no line at all; make a hole of the head; or, only where everybody
 * writes at the end, copy the end beside it and empty it.
 */
final class LogCut {

  /** Every block size of today divides it. */
  private static final long ALIGNMENT = 1 << 20;

  private final LogFile log;
  private final long keepBytes;
  private final String attempt;
  private final List<String> details = new ArrayList<>();

  private LogCut(LogFile log, long keepBytes, String attempt) {
    this.log = log;
    this.keepBytes = keepBytes;
    this.attempt = attempt;
  }

  /**
   * Whether this path leads to that file: a process of a container has another one by the same
   * name.
   */
  static boolean isThere(Path path, FileStatus status) {
    try (Folder folder = Folder.openWithoutLinks(path.resolveSibling(""))) {
      FileStatus there = folder.status(FileName.of(path).getBytes(StandardCharsets.UTF_8));
      return there != null && there.isSameAs(status);
    } catch (IOException _) {
      // Gone, or reached through a link: not one that is cut.
      return false;
    }
  }

  /**
   * Cuts a log.
   *
   * @param path as this program reaches it, without a link in it
   * @throws IOException if it is not such a file any more
   */
  static Effect of(Roots roots, Path path, long keepBytes, String attempt) throws IOException {
    byte[] name = FileName.of(path).getBytes(StandardCharsets.UTF_8);
    try (Folder folder = Folder.openWithoutLinks(path.resolveSibling(""))) {
      FileStatus status = folder.status(name);
      if (status == null || !status.isRegular() || status.links() != 1) {
        throw new IOException(
            path + ": not a plain file with one name, expected one; it is " + status);
      }
      // Before it is opened here: we are no writer of it.
      OpenFiles open = OpenFiles.read(roots, other -> other.isSameAs(status));
      try (OpenFile file = folder.file(name, false)) {
        if (file == null || !file.status().isSameAs(status) || file.status().links() != 1) {
          throw new IOException(path + ": can't be opened for writing, or is another file by now");
        }
        LogFile log = new LogFile(path, file.status(), open);
        return new LogCut(log, keepBytes, attempt).cut(folder, file);
      }
    }
  }

  private Effect cut(Folder folder, OpenFile file) throws IOException {
    long before = file.status().bytes();
    long head = (log.status().size() - keepBytes) / ALIGNMENT * ALIGNMENT;
    String how = head <= 0 ? "" : way(folder, file, head);
    long freed = Math.max(0, before - file.status().bytes());
    String summary =
        how.isEmpty()
            ? log.path() + " was left: its filesystem can give no part of it back safely"
            : "%s: %s, %s given back".formatted(log.path(), how, Size.text(freed));
    return new Effect((double) freed, "bytes", summary, details);
  }

  /** What was done; empty if nothing could be. */
  private String way(Folder folder, OpenFile file, long head) throws IOException {
    boolean isAppendedOnly = log.isAppendedOnly();
    details.add(log.writersText());
    if (isAppendedOnly && file.cutHead(head)) {
      return "its head was cut off, its end is where it was";
    }
    if (file.punchHead(head)) {
      return "its head was made a hole, its end is where it was";
    }
    if (isAppendedOnly) {
      // What is appended between the copy and the cut is lost: the last resort.
      FileStatus now = file.status();
      byte[] end = file.read(Math.max(0, now.size() - keepBytes), (int) keepBytes);
      file.truncate(0);
      keep(folder, end);
      return "it was emptied";
    }
    return "";
  }

  private void keep(Folder folder, byte[] end) {
    String name = FileName.of(log.path()) + ".treated-" + attempt;
    try (OpenFile copy = folder.file(name.getBytes(StandardCharsets.UTF_8), true)) {
      if (copy == null) {
        details.add(name + " could not be made: the end of the log is lost");
        return;
      }
      copy.write(end);
      details.add("its end is in " + folder.path() + "/" + name);
    } catch (IOException e) {
      details.add("the end of the log is lost: " + e.getMessage());
    }
  }
}
