package io.github.vigia.collect.vitals;

import io.github.vigia.kernel.PidStat;
import java.util.Arrays;

/**
 * The processes of one look, a row each, found by number: columns of plain numbers that are used
 * again look after look, so that fifty thousand processes make no garbage.
 */
final class ProcessTable {

  static final int NO_ROW = -1;
  static final long UNKNOWN = -1;

  /** {@code TASK_COMM_LEN} of the kernel, less the zero byte. */
  private static final int NAME_BYTES = 15;

  private int size;
  private int[] slots = new int[2048];
  int[] pid = new int[1024];
  long[] start = new long[1024];
  long[] ticks = new long[1024];

  /** Ticks since the look before; {@link #UNKNOWN} for a process that was not there. */
  long[] grown = new long[1024];

  long[] residentPages = new long[1024];

  /** Since when it has been seen as a zombie; {@link #UNKNOWN} for what is none. */
  long[] zombieSince = new long[1024];

  /** Bytes read and written; {@link #UNKNOWN} where nobody has asked, or may. */
  long[] io = new long[1024];

  long[] ioAt = new long[1024];
  double[] ioRate = new double[1024];

  /** Looks since it last had a reason to do I/O. */
  byte[] ioIdle = new byte[1024];

  private byte[] names = new byte[1024 * NAME_BYTES];
  private byte[] nameLengths = new byte[1024];

  void clear() {
    size = 0;
    Arrays.fill(slots, 0);
  }

  int size() {
    return size;
  }

  /** A new row with what {@code stat} says and nothing known from before. */
  int add(int number, PidStat stat) {
    if (size == pid.length) {
      grow();
    }
    int row = size++;
    pid[row] = number;
    start[row] = stat.start();
    ticks[row] = stat.ticks();
    grown[row] = UNKNOWN;
    residentPages[row] = stat.residentPages();
    zombieSince[row] = UNKNOWN;
    io[row] = UNKNOWN;
    ioAt[row] = 0;
    ioRate[row] = Double.NaN;
    ioIdle[row] = 0;
    nameLengths[row] = (byte) stat.copyName(names, row * NAME_BYTES, NAME_BYTES);
    occupy(row);
    return row;
  }

  /** The row of a process that started then; {@link #NO_ROW} if there was none. */
  int find(int number, long startedAt) {
    for (int slot = slotOf(number); slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
      int row = slots[slot] - 1;
      if (pid[row] == number) {
        return start[row] == startedAt ? row : NO_ROW;
      }
    }
    return NO_ROW;
  }

  String name(int row) {
    return PidStat.printable(names, row * NAME_BYTES, nameLengths[row]);
  }

  private void occupy(int row) {
    int slot = slotOf(pid[row]);
    while (slots[slot] != 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = row + 1;
  }

  /** Fibonacci hashing: numbers in a row spread over the whole table. */
  private int slotOf(int number) {
    return (number * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(slots.length - 1);
  }

  private void grow() {
    int room = size * 2;
    pid = Arrays.copyOf(pid, room);
    start = Arrays.copyOf(start, room);
    ticks = Arrays.copyOf(ticks, room);
    grown = Arrays.copyOf(grown, room);
    residentPages = Arrays.copyOf(residentPages, room);
    zombieSince = Arrays.copyOf(zombieSince, room);
    io = Arrays.copyOf(io, room);
    ioAt = Arrays.copyOf(ioAt, room);
    ioRate = Arrays.copyOf(ioRate, room);
    ioIdle = Arrays.copyOf(ioIdle, room);
    names = Arrays.copyOf(names, room * NAME_BYTES);
    nameLengths = Arrays.copyOf(nameLengths, room);
    slots = new int[room * 2];
    for (int row = 0; row < size; row++) {
      occupy(row);
    }
  }
}
