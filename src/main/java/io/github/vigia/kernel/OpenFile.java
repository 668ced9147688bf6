package io.github.vigia.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An open file whose space can be given back: see ftruncate(2), fallocate(2). What is asked and
 * what is changed is the same file, whatever becomes of its name meanwhile. One thread.
 */
public final class OpenFile implements AutoCloseable {

  static final int O_RDWR = 2;
  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;
  private static final int O_NOCTTY = 0400;
  private static final int O_NONBLOCK = 04000;

  /** Neither waits for a writer of a pipe nor takes a terminal. */
  static final int PLAIN = Libc.O_CLOEXEC | O_NOCTTY | O_NONBLOCK;

  private static final int KEEP_SIZE = 1;
  private static final int PUNCH_HOLE = 2;
  private static final int COLLAPSE_RANGE = 8;
  private static final int PIECE = 64 << 10;

  private final Libc libc = new Libc();
  private final int descriptor;
  private final String path;

  OpenFile(int descriptor, String path) {
    this.descriptor = descriptor;
    this.path = path;
  }

  /**
   * The file that a process has open under a number, also if it has no name any more.
   *
   * @throws IOException if there is none, or it can't be opened for writing
   */
  public static OpenFile of(Path procfs, int pid, int number) throws IOException {
    Libc libc = new Libc();
    Path link = procfs.resolve(pid + "/fd/" + number);
    MemorySegment name = libc.path(link.toString());
    long opened =
        libc.call(Libc.Call.OPENAT, Libc.AT_FDCWD, name.address(), O_RDWR | PLAIN, 0, 0, 0);
    if (opened < 0) {
      throw new IOException(link + ": can't be opened for writing: " + Libc.problem(opened));
    }
    return new OpenFile((int) opened, link.toString());
  }

  /** Path by which it was opened: for messages only. */
  public String path() {
    return path;
  }

  public FileStatus status() throws IOException {
    MemorySegment status = libc.allocate(256);
    long result =
        libc.call(
            Libc.Call.STATX,
            descriptor,
            libc.allocate(1).address(),
            Folder.AT_EMPTY_PATH,
            Folder.STATX_ALL,
            status.address(),
            0);
    if (result < 0) {
      throw new IOException(path + ": the kernel does not tell its status");
    }
    return Folder.status(status);
  }

  /** Up to {@code most} bytes from {@code from}; fewer at the end of the file. */
  public byte[] read(long from, int most) throws IOException {
    MemorySegment piece = libc.allocate(PIECE);
    byte[] bytes = new byte[most];
    int length = 0;
    while (length < most) {
      long size = Math.min(PIECE, most - length);
      long read =
          libc.call(Libc.Call.PREAD64, descriptor, piece.address(), size, from + length, 0, 0);
      if (read < 0) {
        throw new IOException(path + ": can't be read: " + Libc.problem(read));
      }
      if (read == 0) {
        break;
      }
      MemorySegment.copy(piece, JAVA_BYTE, 0, bytes, length, (int) read);
      length += (int) read;
    }
    return length == most ? bytes : Arrays.copyOf(bytes, length);
  }

  /** Writes all of it at the position of this descriptor. */
  public void write(byte[] bytes) throws IOException {
    MemorySegment piece = libc.allocate(PIECE);
    for (int at = 0; at < bytes.length; ) {
      int size = Math.min(PIECE, bytes.length - at);
      MemorySegment.copy(bytes, at, piece, JAVA_BYTE, 0, size);
      long written = libc.call(Libc.Call.WRITE, descriptor, piece.address(), size);
      if (written <= 0) {
        throw new IOException(path + ": can't be written: " + Libc.problem(written));
      }
      at += (int) written;
    }
  }

  public void truncate(long size) throws IOException {
    long result = libc.call(Libc.Call.FTRUNCATE, descriptor, size, 0);
    if (result < 0) {
      throw new IOException(path + ": can't be truncated: " + Libc.problem(result));
    }
  }

  /**
   * Cuts {@code length} bytes off the begin; what follows moves there and nothing of it is lost,
   * not even what is being appended. Both must be whole blocks; false where the filesystem can't.
   */
  public boolean cutHead(long length) {
    return libc.call(Libc.Call.FALLOCATE, descriptor, COLLAPSE_RANGE, 0, length, 0, 0) == 0;
  }

  /** Gives the blocks of the first bytes back and leaves zeros; false where that can't be done. */
  public boolean punchHead(long length) {
    return libc.call(Libc.Call.FALLOCATE, descriptor, KEEP_SIZE | PUNCH_HOLE, 0, length, 0, 0) == 0;
  }

  @Override
  public void close() {
    libc.close(descriptor);
  }
}
