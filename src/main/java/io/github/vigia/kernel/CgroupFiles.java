package io.github.vigia.kernel;

/**
 * Parsers of a control group's files, of version 1 and 2. Kernel documents: admin-guide/cgroup-v2,
 * admin-guide/cgroup-v1/memory, scheduler/sched-bwc.
 */
public final class CgroupFiles {

  /** What stands for no limit in bytes. */
  public static final long UNLIMITED_BYTES = Long.MAX_VALUE;

  /** What stands for no limit of CPU time. */
  public static final double UNLIMITED_CORES = Double.POSITIVE_INFINITY;

  /** Version 1 says no limit as the largest long rounded down to a page; no host has 1 EiB. */
  private static final long BEYOND_ANY_MEMORY = 1L << 60;

  private CgroupFiles() {}

  /** {@code memory.max}, {@code memory.limit_in_bytes}: bytes, or {@link #UNLIMITED_BYTES}. */
  public static long limitBytes(Text text) throws MalformedException {
    if (text.skip("max")) {
      return UNLIMITED_BYTES;
    }
    long bytes = bytes(text);
    return bytes >= BEYOND_ANY_MEMORY ? UNLIMITED_BYTES : bytes;
  }

  /** {@code memory.current}, {@code memory.usage_in_bytes}. */
  public static long bytes(Text text) throws MalformedException {
    long bytes = text.number();
    if (bytes < 0) {
      throw text.expected("bytes that fit 63 bits before this");
    }
    return bytes;
  }

  /** One field of {@code memory.stat} or {@code cpu.stat}: lines of a key and a number. */
  public static long field(Text text, String key) throws MalformedException {
    text.seek(0);
    do {
      if (text.skip(key) && (text.peek() == ' ' || text.peek() == '\t')) {
        return text.number();
      }
    } while (text.nextLine());
    throw text.expected("the field '" + key + "' before this");
  }

  /** {@code cpu.max}, quota and period in microseconds: cores, or {@link #UNLIMITED_CORES}. */
  public static double cores(Text text) throws MalformedException {
    if (text.skip("max")) {
      return UNLIMITED_CORES;
    }
    return cores(micros(text), period(text));
  }

  /**
   * {@code cpu.cfs_quota_us} and {@code cpu.cfs_period_us}: cores, or {@link #UNLIMITED_CORES}
   * where the quota is negative.
   */
  public static double cores(Text quota, Text period) throws MalformedException {
    long micros = quota.number();
    return micros < 0 ? UNLIMITED_CORES : cores(micros, period(period));
  }

  private static double cores(long quotaMicros, long periodMicros) {
    return (double) quotaMicros / periodMicros;
  }

  private static long micros(Text text) throws MalformedException {
    long micros = text.number();
    if (micros < 0) {
      throw text.expected("a quota of at least 0 before this");
    }
    return micros;
  }

  private static long period(Text text) throws MalformedException {
    long micros = text.number();
    if (micros <= 0) {
      throw text.expected("a period above 0 before this");
    }
    return micros;
  }
}
