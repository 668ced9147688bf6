package io.github.vigia.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open folder, and its entries by name alone: nobody who swaps a folder of the path for a link
 * meanwhile can lead elsewhere. See openat(2), statx(2), unlinkat(2), flock(2). One thread.
 *
 * <p>Names are bytes: a filesystem does not promise UTF-8.
 */
public final class Folder implements AutoCloseable {

  static final int O_DIRECTORY = isArm() ? 040000 : 0200000;
  static final int O_NOFOLLOW = isArm() ? 0100000 : 0400000;
  private static final int O_NOATIME = 01000000;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_REMOVEDIR = 0x200;
  private static final int AT_NO_AUTOMOUNT = 0x800;
  static final int AT_EMPTY_PATH = 0x1000;
  private static final int AT_STATX_DONT_SYNC = 0x4000;
  static final int STATX_ALL = 0x1fff;
  private static final long STATX_ATTR_MOUNT_ROOT = 0x2000;
  private static final int LOCK_EX_NB = 2 | 4;
  private static final int NAME_OFFSET = 19;

  /** What all folders of one walk share: the calls and their memory. */
  private static final class Calls {
    final Libc libc = new Libc();
    final MemorySegment status = libc.allocate(256);
    final MemorySegment entries = libc.allocate(32 << 10);
    final MemorySegment name = libc.allocate(4097);
    final MemorySegment times = libc.allocate(32);
  }

  private final Calls calls;
  private final int descriptor;
  private final String path;

  private Folder(Calls calls, int descriptor, String path) {
    this.calls = calls;
    this.descriptor = descriptor;
    this.path = path;
  }

  /**
   * Opens a folder; its last part must not be a link.
   *
   * @throws IOException if it is none, or can't be opened
   */
  public static Folder open(Path path) throws IOException {
    Calls calls = new Calls();
    int opened = open(calls, Libc.AT_FDCWD, path.toString().getBytes(StandardCharsets.UTF_8));
    if (opened < 0) {
      throw new IOException(path + ": can't be opened as a folder: " + Libc.problem(opened));
    }
    return new Folder(calls, opened, path.toString());
  }

  /** Opens an entry that is a folder itself, not a link to one; null if it can't be. */
  public @Nullable Folder child(byte[] name) {
    int opened = open(calls, descriptor, name);
    return opened < 0 ? null : new Folder(calls, opened, below(name));
  }

  /**
   * Opens a folder without following a link in any part of its path.
   *
   * @throws IOException if a part is no folder, or can't be opened
   */
  public static Folder openWithoutLinks(Path absolute) throws IOException {
    Path root = absolute.getRoot();
    if (root == null) {
      throw new IOException(absolute + ": not an absolute path, expected one");
    }
    Folder folder = open(root);
    for (Path part : absolute) {
      Folder child = folder.child(part.toString().getBytes(StandardCharsets.UTF_8));
      folder.close();
      if (child == null) {
        throw new IOException(absolute + ": " + part + " can't be opened as a folder");
      }
      folder = child;
    }
    return folder;
  }

  /**
   * Opens an entry that is no link, for reading and writing; null if it can't be.
   *
   * @param isNew whether it must not be there yet and is made, readable by its owner alone
   */
  public @Nullable OpenFile file(byte[] name, boolean isNew) {
    int flags = OpenFile.O_RDWR | O_NOFOLLOW | OpenFile.PLAIN;
    long opened =
        calls.libc.call(
            Libc.Call.OPENAT,
            descriptor,
            named(calls, name),
            isNew ? flags | OpenFile.O_CREAT | OpenFile.O_EXCL : flags,
            0600,
            0,
            0);
    return opened < 0 ? null : new OpenFile((int) opened, below(name));
  }

  private String below(byte[] name) {
    return path.equals("/") ? path + text(name) : path + "/" + text(name);
  }

  /** Path by which it was reached: for messages only. */
  public String path() {
    return path;
  }

  /**
   * The next entries but {@code .} and {@code ..}, some hundreds at a time: a folder may hold
   * millions. Empty at the end.
   */
  public List<byte[]> next() throws IOException {
    List<byte[]> names = new ArrayList<>();
    long read = 1;
    while (names.isEmpty() && read > 0) {
      long size = calls.entries.byteSize();
      read = calls.libc.call(Libc.Call.GETDENTS64, descriptor, calls.entries.address(), size);
      if (read < 0) {
        throw new IOException(path + ": can't be listed: " + Libc.problem(read));
      }
      byte[] bytes = new byte[(int) read];
      MemorySegment.copy(calls.entries, JAVA_BYTE, 0, bytes, 0, bytes.length);
      addNames(bytes, bytes.length, names);
    }
    return names;
  }

  /** Lets {@link #next} begin again. */
  public void rewind() {
    calls.libc.call(Libc.Call.LSEEK, descriptor, 0, 0);
  }

  private static void addNames(byte[] bytes, int end, List<byte[]> names) {
    for (int at = 0; at + NAME_OFFSET < end; ) {
      int length = (bytes[at + 16] & 0xff) | (bytes[at + 17] & 0xff) << 8;
      int from = at + NAME_OFFSET;
      int to = from;
      while (to < end && bytes[to] != 0) {
        to++;
      }
      boolean isDots =
          bytes[from] == '.' && (to - from == 1 || (to - from == 2 && bytes[from + 1] == '.'));
      if (!isDots) {
        names.add(Arrays.copyOfRange(bytes, from, to));
      }
      at += Math.max(length, NAME_OFFSET);
    }
  }

  /** Status of an entry; null if it is gone or can't be told. */
  public @Nullable FileStatus status(byte[] name) {
    return status(name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT);
  }

  /**
   * Status of what an entry leads to, as the kernel knows it without asking a server: for the
   * folders of open files in /proc, where a dead network mount would never answer. Null if it is
   * gone or can't be told.
   */
  public @Nullable FileStatus targetStatus(byte[] name) {
    return status(name, AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC);
  }

  /** Status of the folder itself. */
  public FileStatus status() throws IOException {
    FileStatus status = status(new byte[0], AT_EMPTY_PATH);
    if (status == null) {
      throw new IOException(path + ": the kernel does not tell its status");
    }
    return status;
  }

  private @Nullable FileStatus status(byte[] name, int flags) {
    long result =
        calls.libc.call(
            Libc.Call.STATX,
            descriptor,
            named(calls, name),
            flags,
            STATX_ALL,
            calls.status.address(),
            0);
    if (result < 0) {
      return null;
    }
    return status(calls.status);
  }

  /** {@code struct statx}, see statx(2). */
  static FileStatus status(MemorySegment s) {
    return new FileStatus(
        s.get(JAVA_SHORT, 0x1c) & 0xffff,
        (long) s.get(JAVA_INT, 0x88) << 32 | (s.get(JAVA_INT, 0x8c) & 0xffffffffL),
        s.get(JAVA_LONG, 0x20),
        s.get(JAVA_LONG, 0x90),
        (s.get(JAVA_LONG, 8) & STATX_ATTR_MOUNT_ROOT) != 0,
        s.get(JAVA_INT, 0x10) & 0xffffffffL,
        s.get(JAVA_INT, 0x14),
        s.get(JAVA_LONG, 0x30),
        s.get(JAVA_LONG, 0x28),
        s.get(JAVA_LONG, 0x40),
        s.get(JAVA_LONG, 0x70),
        s.get(JAVA_LONG, 0x60),
        s.get(JAVA_LONG, 0x50));
  }

  /** Takes the BSD lock that cleaners respect; false where somebody holds it. Closing frees it. */
  public boolean tryLock() {
    return calls.libc.call(Libc.Call.FLOCK, descriptor, LOCK_EX_NB, 0) == 0;
  }

  /** Unlinks an entry that is no folder; false if the kernel refused. */
  public boolean removeFile(byte[] name) {
    return calls.libc.call(Libc.Call.UNLINKAT, descriptor, named(calls, name), 0) == 0;
  }

  /** Removes an entry that is an empty folder; false if the kernel refused. */
  public boolean removeFolder(byte[] name) {
    return calls.libc.call(Libc.Call.UNLINKAT, descriptor, named(calls, name), AT_REMOVEDIR) == 0;
  }

  /** Sets the times of the folder itself back to what they were. */
  public void restoreTimes(FileStatus before) {
    calls.times.set(JAVA_LONG, 0, before.accessed());
    calls.times.set(JAVA_LONG, 8, 0);
    calls.times.set(JAVA_LONG, 16, before.modified());
    calls.times.set(JAVA_LONG, 24, 0);
    calls.libc.call(Libc.Call.UTIMENSAT, descriptor, 0, calls.times.address());
  }

  @Override
  public void close() {
    calls.libc.close(descriptor);
  }

  /** The name as text, for messages; bytes that are not UTF-8 become U+FFFD. */
  public static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }

  private static int open(Calls calls, int folder, byte[] name) {
    int flags = O_DIRECTORY | O_NOFOLLOW | Libc.O_CLOEXEC;
    long address = named(calls, name);
    long opened = calls.libc.call(Libc.Call.OPENAT, folder, address, flags | O_NOATIME);
    // Only the owner and root may leave the access time alone.
    return (int)
        (opened == -Libc.EPERM
            ? calls.libc.call(Libc.Call.OPENAT, folder, address, flags)
            : opened);
  }

  private static long named(Calls calls, byte[] name) {
    if (name.length >= calls.name.byteSize()) {
      throw new IllegalArgumentException("a path of " + name.length + " bytes, at most 4096");
    }
    MemorySegment.copy(name, 0, calls.name, JAVA_BYTE, 0, name.length);
    calls.name.set(JAVA_BYTE, name.length, (byte) 0);
    return calls.name.address();
  }

  private static boolean isArm() {
    return System.getProperty("os.arch", "").equals("aarch64");
  }
}
