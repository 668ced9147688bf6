package io.github.vigia.kernel;

/**
 * {@code /proc/loadavg}: how many tasks ran or waited for a CPU or a disk, averaged. Filled anew by
 * each {@link #parse}. Kernel document: filesystems/proc, 1.
 */
public final class LoadAverage {

  private double one;
  private double five;
  private double fifteen;
  private long runnable;
  private long threads;

  public void parse(Text text) throws MalformedException {
    one = average(text);
    five = average(text);
    fifteen = average(text);
    runnable = text.number();
    if (!text.skipPast('/')) {
      throw text.expected("'/' between the runnable threads and all");
    }
    threads = text.number();
  }

  private static double average(Text text) throws MalformedException {
    double average = text.decimal();
    if (average < 0) {
      throw text.expected("a load average of at least 0 before this");
    }
    return average;
  }

  public double one() {
    return one;
  }

  public double five() {
    return five;
  }

  public double fifteen() {
    return fifteen;
  }

  /** Threads that run or could run now. */
  public long runnable() {
    return runnable;
  }

  /** Threads there are. */
  public long threads() {
    return threads;
  }
}
