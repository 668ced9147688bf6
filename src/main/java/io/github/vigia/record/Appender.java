package io.github.vigia.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one place that writes lines: into the file of the day, whole lines only. A line that the disk
 * does not take is kept in memory, up to a bound beyond which the oldest are given up, and written
 * before the next one. Any thread.
 */
final class Appender {

  /** Hears once of a failure, and once of its end; its own lines may go to any appender. */
  interface Listener {

    void failing(Path file, IOException cause);

    void recovered(Path folder, long late, long lost);
  }

  private static final class Pending {

    private final byte[] line;
    private final LocalDate day;

    Pending(byte[] line, LocalDate day) {
      this.line = line;
      this.day = day;
    }
  }

  /** Bytes of pending lines; what a process holds for its own objects comes on top. */
  static final int PENDING_LIMIT = 4 << 20;

  private final Disk disk;
  private final Path root;
  private final DailyFile family;
  private final Listener listener;
  private final int limit;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private final List<Disk.Output> retired = new ArrayList<>();
  private Disk.@Nullable Output open;
  private @Nullable LocalDate day;
  private long whole;
  private boolean failing;
  private int pendingBytes;
  private long lines;
  private long linesBefore;
  private long late;
  private long lost;
  private long lostBefore;
  private long errors;
  private long bytes;

  Appender(Disk disk, Path root, DailyFile family, int limit, Listener listener) {
    this.disk = disk;
    this.root = root;
    this.family = family;
    this.limit = limit;
    this.listener = listener;
  }

  DailyFile family() {
    return family;
  }

  /**
   * Appends one or more whole lines.
   *
   * @param line with its line feed
   * @param today the local day whose file they belong to
   */
  synchronized void append(byte[] line, int length, LocalDate today) {
    if (!drain() || !write(line, length, today)) {
      keep(Arrays.copyOf(line, length), today);
    }
  }

  /** Tries once more to write what is pending; true if nothing is left. */
  synchronized boolean drain() {
    boolean taken = true;
    while (taken && !pending.isEmpty()) {
      Pending first = pending.getFirst();
      taken = write(first.line, first.line.length, first.day);
      if (taken) {
        pending.removeFirst();
        pendingBytes -= first.line.length;
        late++;
      }
    }
    if (taken && failing && lines > linesBefore) {
      failing = false;
      listener.recovered(root.resolve(family.folder()), late, lost - lostBefore);
    }
    return taken;
  }

  private void keep(byte[] line, LocalDate today) {
    pending.addLast(new Pending(line, today));
    pendingBytes += line.length;
    while (pendingBytes > limit) {
      pendingBytes -= pending.removeFirst().line.length;
      lost++;
    }
  }

  private boolean write(byte[] line, int length, LocalDate today) {
    try {
      Disk.Output output = output(today);
      output.write(line, length);
      whole += length;
      bytes += length;
      lines++;
      return true;
    } catch (IOException e) {
      failed(today, e);
      return false;
    }
  }

  private Disk.Output output(LocalDate today) throws IOException {
    if (open != null && day != null && isOfDay(today, day)) {
      return open;
    }
    retire();
    Disk.Output opened = disk.append(family.on(root, today));
    open = opened;
    day = today;
    whole = opened.length();
    if (opened.isTorn()) {
      endTornLine(opened);
    }
    return opened;
  }

  private void endTornLine(Disk.Output opened) throws IOException {
    try {
      opened.write(new byte[] {'\n'}, 1);
      whole++;
    } catch (IOException e) {
      // Nothing may be appended to the torn line, so that the next try begins with opening again.
      retire();
      throw e;
    }
  }

  /** A clock that is set back by less than a day does not open yesterday's file again. */
  private static boolean isOfDay(LocalDate today, LocalDate day) {
    return today.equals(day) || today.plusDays(1).equals(day);
  }

  private void failed(LocalDate today, IOException cause) {
    errors++;
    cutBack();
    if (!failing) {
      failing = true;
      late = 0;
      linesBefore = lines;
      lostBefore = lost;
      listener.failing(family.on(root, today), cause);
    }
  }

  /** Takes away what a full disk took of a line, so that no reader ever sees a part of it. */
  private void cutBack() {
    Disk.Output output = open;
    if (output != null) {
      try {
        output.truncate(whole);
      } catch (IOException _) {
        // The next opening finds the torn line and ends it.
        retire();
      }
    }
  }

  private void retire() {
    if (open != null) {
      retired.add(open);
      open = null;
    }
  }

  /**
   * Waits until all that was written is on the disk. Lines may be written meanwhile.
   *
   * @return false if the disk said no
   */
  boolean sync() {
    List<Disk.Output> closing;
    Disk.Output current;
    synchronized (this) {
      closing = List.copyOf(retired);
      retired.clear();
      current = open;
    }
    boolean synced = true;
    for (Disk.Output output : closing) {
      synced &= synced(output);
      synced &= closed(output);
    }
    return (current == null || synced(current)) && synced;
  }

  private boolean synced(Disk.Output output) {
    try {
      output.sync();
      return true;
    } catch (IOException _) {
      return isCounted();
    }
  }

  private boolean closed(Disk.Output output) {
    try {
      output.close();
      return true;
    } catch (IOException _) {
      return isCounted();
    }
  }

  private synchronized boolean isCounted() {
    errors++;
    return false;
  }

  /**
   * Moves a file of this family away. If it is the one that is written, writing goes on in a new
   * one.
   */
  synchronized void move(Path from, Path to) throws IOException {
    if (day != null && family.on(root, day).equals(from)) {
      retire();
    }
    disk.move(from, to);
  }

  /** Writes what is pending if there is room, then syncs and closes. */
  void close() {
    drain();
    synchronized (this) {
      retire();
    }
    sync();
  }

  synchronized long lines() {
    return lines;
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized int pendingLines() {
    return pending.size();
  }

  synchronized long lostLines() {
    return lost;
  }

  synchronized long errors() {
    return errors;
  }
}
