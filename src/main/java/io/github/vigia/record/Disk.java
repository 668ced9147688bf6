package io.github.vigia.record;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** All that this package changes on disk: the seam at which tests break it. */
interface Disk {

  /** Opens a file for appending, and makes it and its folder where they are missing. */
  Output append(Path file) throws IOException;

  /** Makes a file, or empties the one that is there. */
  OutputStream create(Path file) throws IOException;

  /** Waits until the content of a file is on the disk. */
  void sync(Path file) throws IOException;

  /** Waits until the names in a folder are on the disk. */
  void syncFolder(Path folder) throws IOException;

  /** Renames, at once or not at all. */
  void move(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  /** A file open for appending. */
  interface Output extends Closeable {

    /** Length of the file when it was opened. */
    long length();

    /** Whether the file had content whose last line had no end when it was opened. */
    boolean isTorn();

    /** Writes all bytes, or throws when some of them may have been written. */
    void write(byte[] bytes, int length) throws IOException;

    /** Cuts the file back to {@code length}. */
    void truncate(long length) throws IOException;

    /** Waits until what was written is on the disk. */
    void sync() throws IOException;
  }
}
