package io.github.vigia.kernel;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The numbered folders of /proc: one list, then small files read by number, without garbage. One
 * thread.
 */
public interface ProcessFolders {

  /** More processes than this are not looked at in one pass. */
  int MOST = 100_000;

  /** Lists the processes anew; how many there are, at most {@link #MOST}. */
  int list() throws IOException;

  /** A process of the last list. */
  int pid(int index);

  /**
   * Reads {@code <pid>/<file>} into {@link #text}, up to 4 kB. False where it is gone, was never
   * there or is not ours to read: all three are the usual end of a process of somebody.
   */
  boolean read(int pid, String file);

  /** What was read last, valid until the next reading. */
  Text text();

  /** The folders below {@code procfs}, read in the best way that this machine has. */
  static ProcessFolders of(Path procfs) {
    return Libc.isAvailable() ? new NativeProcessFolders(procfs) : new NioProcessFolders(procfs);
  }
}
