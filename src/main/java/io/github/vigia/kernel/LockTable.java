package io.github.vigia.kernel;

import java.util.HashSet;
import java.util.Set;

/**
 * {@code /proc/locks}, see proc_locks(5): {@code 1: POSIX ADVISORY WRITE 698 08:01:131 0 EOF}. Read
 * instead of trying a lock, which would be in the way of the program that wants it.
 */
public final class LockTable {

  /** Kind, whether it binds, access, process. */
  private static final int WORDS_BEFORE_FILE = 4;

  private final Set<Long> inodes = new HashSet<>();

  private LockTable() {}

  public static LockTable parse(Text text) throws MalformedException {
    LockTable table = new LockTable();
    while (!text.atEnd()) {
      if (!text.atLineEnd()) {
        table.line(text);
      }
      text.nextLine();
    }
    return table;
  }

  private void line(Text text) throws MalformedException {
    text.skipWord();
    text.skipBlanks();
    // "->" marks one who waits for the lock of a line above.
    text.skip("->");
    for (int i = 0; i < WORDS_BEFORE_FILE; i++) {
      text.skipWord();
    }
    String file = text.word();
    int colon = file.lastIndexOf(':');
    if (colon < 0) {
      throw text.expected("a file as MAJOR:MINOR:INODE before this");
    }
    try {
      inodes.add(Long.parseLong(file.substring(colon + 1)));
    } catch (NumberFormatException _) {
      // Said with its place instead.
      throw text.expected("the number of an inode before this");
    }
  }

  /**
   * Whether somebody has locked a file of this inode, on whatever filesystem: the device of a lock
   * is not the one that stat(2) tells on btrfs and overlays, and to wait in vain is no harm.
   */
  public boolean isLocked(long inode) {
    return inodes.contains(inode);
  }
}
