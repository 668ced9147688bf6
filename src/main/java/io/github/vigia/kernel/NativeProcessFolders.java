package io.github.vigia.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * /proc through getdents64, openat, read and close: no object a process.
 *
 * <p>{@code struct linux_dirent64}, see getdents64(2): u64 inode, s64 offset, u16 length of this
 * entry, u8 type, then the name with a zero byte at its end.
 */
final class NativeProcessFolders implements ProcessFolders {

  private static final int NAME_OFFSET = 19;

  /** The kernel gives such a file in one piece. */
  private static final int LONGEST_FILE = 4096;

  private final Libc libc = new Libc();
  private final MemorySegment procfs;
  private final MemorySegment path = libc.allocate(64);
  private final MemorySegment entries = libc.allocate(32 << 10);
  private final byte[] bytes = new byte[(int) entries.byteSize()];
  private final byte[] name = new byte[64];
  private final PidList pids = new PidList();
  private final Text text = new Text(bytes, 0);
  private final Path root;
  private int folder = -1;

  NativeProcessFolders(Path procfs) {
    this.root = procfs;
    this.procfs = libc.path(procfs.toString());
  }

  @Override
  public int list() throws IOException {
    pids.clear();
    if (folder >= 0) {
      libc.close(folder);
    }
    folder = libc.open(Libc.AT_FDCWD, procfs);
    if (folder < 0) {
      throw folder == -Libc.ENOENT
          ? new NotPresentException(root.toString())
          : new IOException(root + ": " + Libc.problem(folder));
    }
    int read;
    while (!pids.isFull() && (read = readEntries()) > 0) {
      addEntries(read);
    }
    return pids.size();
  }

  private int readEntries() throws IOException {
    long read = libc.call(Libc.Call.GETDENTS64, folder, entries.address(), entries.byteSize());
    if (read < 0) {
      throw new IOException(root + ": can't be listed: " + Libc.problem(read));
    }
    MemorySegment.copy(entries, JAVA_BYTE, 0, bytes, 0, (int) read);
    return (int) read;
  }

  private void addEntries(int end) {
    int at = 0;
    while (at + NAME_OFFSET < end) {
      int length = (bytes[at + 16] & 0xff) | (bytes[at + 17] & 0xff) << 8;
      int nameEnd = at + NAME_OFFSET;
      while (nameEnd < end && bytes[nameEnd] != 0) {
        nameEnd++;
      }
      pids.add(bytes, at + NAME_OFFSET, nameEnd);
      at += Math.max(length, NAME_OFFSET);
    }
  }

  @Override
  public int pid(int index) {
    return pids.get(index);
  }

  @Override
  public boolean read(int pid, String file) {
    writePath(pid, file);
    int open = libc.open(folder, path);
    if (open < 0) {
      return false;
    }
    long read = libc.call(Libc.Call.READ, open, entries.address(), LONGEST_FILE);
    libc.close(open);
    if (read < 0) {
      return false;
    }
    MemorySegment.copy(entries, JAVA_BYTE, 0, bytes, 0, (int) read);
    text.reset(bytes, (int) read);
    return true;
  }

  private void writePath(int pid, String file) {
    int at = 10;
    for (int rest = pid; rest > 0 || at == 10; rest /= 10) {
      name[--at] = (byte) ('0' + rest % 10);
    }
    int end = 10;
    name[end++] = '/';
    for (int i = 0; i < file.length(); i++) {
      name[end++] = (byte) file.charAt(i);
    }
    name[end++] = 0;
    MemorySegment.copy(name, at, path, JAVA_BYTE, 0, end - at);
  }

  @Override
  public Text text() {
    return text;
  }
}
