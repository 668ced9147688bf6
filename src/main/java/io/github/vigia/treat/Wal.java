package io.github.vigia.treat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The treatments' write-ahead log: {@code treatments.wal}, a segment that is allocated before it is
 * needed, so that a record can be written on a full disk; a full one becomes {@code
 * treatments-<number>.wal}. What was written last is also in a mirror in memory. One thread; only
 * one process has it open.
 */
final class Wal implements AutoCloseable {

  static final int SEGMENT = 1 << 20;

  private static final String NAME = "treatments.wal";
  private static final String SPARE = "treatments.wal.spare";
  private static final String LOCK = "treatments.lock";
  private static final int KEPT_SEGMENTS = 16;
  private static final System.Logger logger = System.getLogger(Wal.class.getName());

  private final Path folder;
  private final Path mirror;
  private final FileChannel lockFile;
  private final List<byte[]> records = new ArrayList<>();
  private final List<Frame> pending = new ArrayList<>();
  private @Nullable RandomAccessFile segment;
  private int position;
  private byte[] last = Frame.NONE;
  private int archived;

  private Wal(Path folder, Path mirror, FileChannel lockFile) {
    this.folder = folder;
    this.mirror = mirror;
    this.lockFile = lockFile;
  }

  /**
   * Opens the log, reads what is in it and cuts off what a crash left of a last record.
   *
   * @param folder of state files
   * @param mirror a file in memory that outlives the agent
   * @throws IOException if another process has it open, or it can't be read or made
   */
  static Wal open(Path folder, Path mirror) throws IOException {
    Files.createDirectories(folder);
    FileChannel lockFile =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock(lockFile) == null) {
        throw new IOException(folder.resolve(LOCK) + ": another engine is at work");
      }
      Wal wal = new Wal(folder, mirror, lockFile);
      wal.load();
      return wal;
    } catch (IOException e) {
      lockFile.close();
      throw e;
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException _) {
      // Held by this very process.
      return null;
    }
  }

  /** The content of every record that was there when it was opened, from the oldest kept on. */
  List<byte[]> records() {
    return List.copyOf(records);
  }

  /**
   * Writes a record and waits until it is on the disk, or, where that fails, in the mirror: then it
   * is written to the disk as soon as that works again.
   *
   * @throws IOException if it could be kept in neither
   */
  void append(byte[] content) throws IOException {
    Frame frame = Frame.of(content, last);
    pending.add(frame);
    last = frame.hash();
    IOException failure = flush();
    try {
      mirror(failure == null ? List.of(frame) : pending);
    } catch (IOException e) {
      if (failure != null) {
        pending.removeLast();
        last = pending.isEmpty() ? frameBefore(frame) : pending.getLast().hash();
        failure.addSuppressed(e);
        throw failure;
      }
      // On the disk it is safe; the mirror is for when it is not.
      logger.log(System.Logger.Level.DEBUG, "no mirror of the treatments' log", e);
    }
  }

  private static byte[] frameBefore(Frame frame) {
    return java.util.Arrays.copyOfRange(frame.bytes(), 8, Frame.HEADER);
  }

  /** Whether all that was appended is on the disk. */
  boolean isFlushed() {
    return pending.isEmpty();
  }

  private @Nullable IOException flush() {
    try {
      while (!pending.isEmpty()) {
        write(pending.getFirst());
        pending.removeFirst();
      }
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private void write(Frame frame) throws IOException {
    RandomAccessFile open = segment;
    if (open == null || position + frame.length() > SEGMENT) {
      open = nextSegment();
    }
    open.seek(position);
    open.write(frame.bytes());
    open.getFD().sync();
    position += frame.length();
  }

  // No channel: one closes when the thread that writes is interrupted, as a step may be.

  /** Puts the full segment aside and the spare one, which is on the disk already, in its place. */
  private RandomAccessFile nextSegment() throws IOException {
    Path current = folder.resolve(NAME);
    Path spare = folder.resolve(SPARE);
    if (!isWholeSegment(spare)) {
      allocate(spare);
    }
    RandomAccessFile full = segment;
    if (full != null) {
      segment = null;
      full.close();
    }
    if (Files.exists(current)) {
      archived++;
      Files.move(current, archive(archived), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(spare, current, StandardCopyOption.ATOMIC_MOVE);
    syncFolder();
    RandomAccessFile opened = new RandomAccessFile(current.toFile(), "rw");
    segment = opened;
    position = 0;
    dropOldest();
    try {
      allocate(spare);
    } catch (IOException e) {
      logger.log(System.Logger.Level.WARNING, "no room for a spare treatments' log: " + e);
    }
    return opened;
  }

  private void dropOldest() throws IOException {
    Path oldest = archive(archived - KEPT_SEGMENTS);
    if (archived > KEPT_SEGMENTS) {
      Files.deleteIfExists(oldest);
    }
  }

  private Path archive(int number) {
    return folder.resolve("treatments-%08d.wal".formatted(number));
  }

  private static boolean isWholeSegment(Path file) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == SEGMENT;
  }

  private void allocate(Path file) throws IOException {
    if (isWholeSegment(file)) {
      return;
    }
    try (FileChannel made =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(SEGMENT);
      while (zeros.hasRemaining()) {
        made.write(zeros);
      }
      made.force(true);
    }
    syncFolder();
  }

  private void syncFolder() throws IOException {
    try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
      open.force(true);
    }
  }

  private void load() throws IOException {
    TreeSet<Path> archives = new TreeSet<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, "treatments-????????.wal")) {
      found.forEach(archives::add);
    }
    for (Path archive : archives) {
      String name = String.valueOf(archive.getFileName());
      archived = Math.max(archived, Integer.parseInt(name.substring(11, 19)));
      scan(Files.readAllBytes(archive));
    }
    loadCurrent();
    loadMirror();
    try {
      allocate(folder.resolve(SPARE));
    } catch (IOException e) {
      logger.log(System.Logger.Level.WARNING, "no room for a spare treatments' log: " + e);
    }
  }

  private void loadCurrent() throws IOException {
    Path current = folder.resolve(NAME);
    if (!Files.exists(current)) {
      return;
    }
    byte[] bytes = Files.readAllBytes(current);
    int end = scan(bytes);
    RandomAccessFile opened = new RandomAccessFile(current.toFile(), "rw");
    segment = opened;
    position = end;
    boolean torn = bytes.length < SEGMENT;
    for (int i = end; i < bytes.length && !torn; i++) {
      torn = bytes[i] != 0;
    }
    if (torn) {
      erase(opened, end);
    }
  }

  private static void erase(RandomAccessFile opened, int from) throws IOException {
    opened.seek(from);
    opened.write(new byte[SEGMENT - Math.min(from, SEGMENT)]);
    opened.getFD().sync();
  }

  /** Where the last sound record ends. */
  private int scan(byte[] segment) {
    int at = 0;
    Frame frame;
    while ((frame = Frame.at(segment, at)) != null && (frame.follows(last) || records.isEmpty())) {
      records.add(frame.content());
      last = frame.hash();
      at += frame.length();
    }
    return at;
  }

  /** What the mirror has and the disk lost is written again. */
  private void loadMirror() throws IOException {
    if (!Files.isRegularFile(mirror)) {
      return;
    }
    byte[] bytes = Files.readAllBytes(mirror);
    int at = 0;
    Frame frame;
    while ((frame = Frame.at(bytes, at)) != null) {
      at += frame.length();
      if (frame.follows(last) && !records.isEmpty()) {
        records.add(frame.content());
        last = frame.hash();
        pending.add(frame);
      }
    }
    IOException failure = flush();
    if (failure != null) {
      logger.log(System.Logger.Level.WARNING, "the treatments' log can't be written: " + failure);
    }
  }

  private void mirror(List<Frame> frames) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Frame frame : frames) {
      bytes.write(frame.bytes());
    }
    Path temporary = mirror.resolveSibling(mirror.getFileName() + ".tmp");
    Files.write(temporary, bytes.toByteArray());
    Files.move(temporary, mirror, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    RandomAccessFile open = segment;
    segment = null;
    if (open != null) {
      open.close();
    }
    lockFile.close();
  }
}
