package io.github.vigia.collect.vitals;

import io.github.vigia.kernel.ProcStat;

/**
 * What one CPU, or all together, did between two looks. Idle and iowait time may go back a little
 * (kernel document: filesystems/proc, 1.7), so the highest tick of each mode is kept; a fall of
 * three seconds is a CPU that was off and began anew.
 */
final class CpuShares {

  /** Ticks of three seconds: USER_HZ is 100 wherever this runs. */
  private static final long RESTART_TICKS = 300;

  /** Guest time is part of user time. */
  private static final int MODES = ProcStat.GUEST;

  private final long[] highest = new long[MODES];
  private final long[] spent = new long[MODES];
  private boolean seen;
  private long sum;

  /** Takes the next look; false where there is nothing to compare it with, or no tick passed. */
  boolean look(long[] ticks) {
    boolean comparable = seen && !restarted(ticks);
    seen = true;
    sum = 0;
    for (int mode = 0; mode < MODES; mode++) {
      spent[mode] = comparable ? Math.max(0, ticks[mode] - highest[mode]) : 0;
      highest[mode] = spent[mode] > 0 || !comparable ? ticks[mode] : kept(mode, ticks[mode]);
      sum += spent[mode];
    }
    return sum > 0;
  }

  private boolean restarted(long[] ticks) {
    for (int mode = 0; mode < MODES; mode++) {
      if (mode != ProcStat.IOWAIT && highest[mode] - ticks[mode] >= RESTART_TICKS) {
        return true;
      }
    }
    return false;
  }

  /** Iowait is the one mode that may fall far without any restart. */
  private long kept(int mode, long ticks) {
    return highest[mode] - ticks >= RESTART_TICKS ? ticks : highest[mode];
  }

  /** Forgets all looks: the CPU went off. */
  void forget() {
    seen = false;
  }

  double usedPercent() {
    return Percent.of(sum - spent[ProcStat.IDLE] - spent[ProcStat.IOWAIT], sum);
  }

  double userPercent() {
    return Percent.of(spent[ProcStat.USER] + spent[ProcStat.NICE], sum);
  }

  double systemPercent() {
    return Percent.of(spent[ProcStat.SYSTEM] + spent[ProcStat.IRQ] + spent[ProcStat.SOFTIRQ], sum);
  }

  double iowaitPercent() {
    return Percent.of(spent[ProcStat.IOWAIT], sum);
  }

  double stealPercent() {
    return Percent.of(spent[ProcStat.STEAL], sum);
  }
}
