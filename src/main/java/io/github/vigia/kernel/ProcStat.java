package io.github.vigia.kernel;

import java.util.Arrays;

/**
 * {@code /proc/stat}: what the CPUs spent their time on since boot, in clock ticks, and the counts
 * beside it. Filled anew by each {@link #parse}; after a {@link MalformedException} its content
 * means nothing. Kernel document: filesystems/proc, 1.7.
 */
public final class ProcStat {

  /** Columns of a CPU's line. Guest time is in user time already, guest nice in nice. */
  public static final int USER = 0;

  public static final int NICE = 1;
  public static final int SYSTEM = 2;
  public static final int IDLE = 3;
  public static final int IOWAIT = 4;
  public static final int IRQ = 5;
  public static final int SOFTIRQ = 6;
  public static final int STEAL = 7;
  public static final int GUEST = 8;
  public static final int GUEST_NICE = 9;
  public static final int COLUMNS = 10;

  /** No kernel was built for more (CONFIG_MAXSMP gives 8192). */
  private static final int MOST_CORES = 1 << 16;

  private final long[] total = new long[COLUMNS];
  private long[][] cores = new long[0][];
  private int[] numbers = new int[0];
  private int size;
  private long interrupts;
  private long contextSwitches;
  private long bootSeconds;
  private long forks;
  private long running;
  private long blocked;
  private long softInterrupts;

  /** Takes over what {@code text} says. A column that an old kernel does not have is 0. */
  public void parse(Text text) throws MalformedException {
    size = 0;
    interrupts = contextSwitches = bootSeconds = forks = running = blocked = softInterrupts = -1;
    if (!text.skip("cpu ")) {
      throw text.expected("'cpu ', the sum of all CPUs");
    }
    ticks(text, total);
    while (text.nextLine()) {
      line(text);
    }
  }

  private void line(Text text) throws MalformedException {
    if (text.skip("cpu")) {
      if (text.peek() >= '0' && text.peek() <= '9') {
        core(text);
      }
    } else if (text.skip("intr ")) {
      interrupts = text.number();
    } else if (text.skip("ctxt ")) {
      contextSwitches = text.number();
    } else if (text.skip("btime ")) {
      bootSeconds = text.number();
    } else if (text.skip("processes ")) {
      forks = text.number();
    } else if (text.skip("procs_running ")) {
      running = text.number();
    } else if (text.skip("procs_blocked ")) {
      blocked = text.number();
    } else if (text.skip("softirq ")) {
      softInterrupts = text.number();
    }
  }

  private void core(Text text) throws MalformedException {
    long number = text.number();
    if (number < 0 || number >= MOST_CORES || size >= MOST_CORES) {
      throw text.expected("the number of a CPU below " + MOST_CORES);
    }
    if (size == numbers.length) {
      int grown = Math.max(4, size * 2);
      numbers = Arrays.copyOf(numbers, grown);
      cores = Arrays.copyOf(cores, grown);
      for (int i = size; i < grown; i++) {
        cores[i] = new long[COLUMNS];
      }
    }
    numbers[size] = (int) number;
    ticks(text, cores[size]);
    size++;
  }

  private static void ticks(Text text, long[] into) throws MalformedException {
    int columns = 0;
    while (columns < COLUMNS && !text.atLineEnd()) {
      into[columns++] = text.number();
    }
    if (columns <= IDLE) {
      throw text.expected("at least user, nice, system and idle time");
    }
    Arrays.fill(into, columns, COLUMNS, 0);
  }

  /** Ticks of all CPUs together, by column. To be read only. */
  public long[] total() {
    return total;
  }

  /** How many CPUs are listed: those that are online. */
  public int cores() {
    return size;
  }

  /** The kernel's number of the CPU in a row; numbers have gaps where CPUs are offline. */
  public int coreNumber(int row) {
    return numbers[row];
  }

  /** Ticks of the CPU in a row, by column. To be read only. */
  public long[] core(int row) {
    return cores[row];
  }

  /** Interrupts served since boot; -1 where the kernel does not say, as with all that follow. */
  public long interrupts() {
    return interrupts;
  }

  public long contextSwitches() {
    return contextSwitches;
  }

  /** When the host booted, in seconds since 1970. */
  public long bootSeconds() {
    return bootSeconds;
  }

  public long forks() {
    return forks;
  }

  public long running() {
    return running;
  }

  public long blocked() {
    return blocked;
  }

  public long softInterrupts() {
    return softInterrupts;
  }
}
