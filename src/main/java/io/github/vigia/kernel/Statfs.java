package io.github.vigia.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks a filesystem how full it is. A dead network or FUSE mount never answers. */
@FunctionalInterface
public interface Statfs {

  /**
   * May block for ever.
   *
   * @throws NotPresentException if there is no such path
   * @throws NotPermittedException if it is not ours to see
   */
  FilesystemStatistics ask(String path) throws IOException;

  /** The way that this machine has. */
  static Statfs ofThisMachine() {
    return Libc.isAvailable() ? Statfs::ofLinux : Statfs::ofJava;
  }

  /**
   * {@code struct statfs}, see statfs(2), on 64 bits: eight bytes each of f_type, f_bsize,
   * f_blocks, f_bfree, f_bavail, f_files, f_ffree, f_fsid, f_namelen, f_frsize, f_flags.
   */
  private static FilesystemStatistics ofLinux(String path) throws IOException {
    Libc libc = new Libc();
    MemorySegment name = libc.path(path);
    MemorySegment answer = libc.allocate(120);
    long result = libc.call(Libc.Call.STATFS, name.address(), answer.address(), 0);
    if (result < 0) {
      throw failure(path, result);
    }
    long fragment = answer.get(JAVA_LONG, 72);
    return new FilesystemStatistics(
        fragment > 0 ? fragment : answer.get(JAVA_LONG, 8),
        answer.get(JAVA_LONG, 16),
        answer.get(JAVA_LONG, 24),
        answer.get(JAVA_LONG, 32),
        answer.get(JAVA_LONG, 40),
        answer.get(JAVA_LONG, 48),
        (answer.get(JAVA_LONG, 80) & 1) != 0);
  }

  private static IOException failure(String path, long result) {
    return switch ((int) -result) {
      case Libc.ENOENT, Libc.ENOTDIR, Libc.ELOOP -> new NotPresentException(path);
      case Libc.EACCES, Libc.EPERM -> new NotPermittedException(path + ": not permitted");
      default -> new IOException(path + ": " + Libc.problem(result));
    };
  }

  /** Without inodes, which Java does not tell. */
  private static FilesystemStatistics ofJava(String path) throws IOException {
    FileStore store = Files.getFileStore(Path.of(path));
    return new FilesystemStatistics(
        1,
        store.getTotalSpace(),
        store.getUnallocatedSpace(),
        store.getUsableSpace(),
        0,
        0,
        store.isReadOnly());
  }
}
