package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.ProcStat;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Use of the CPUs between two looks, from {@code /proc/stat}: time that is neither idle nor iowait.
 * A first look has nothing to compare with and fails.
 */
public final class Cpu implements Collector {

  private static final List<Metric> TOTALS =
      List.of(
          Metric.CPU_PERCENT,
          Metric.CPU_USER_PERCENT,
          Metric.CPU_SYSTEM_PERCENT,
          Metric.CPU_IOWAIT_PERCENT,
          Metric.CPU_STEAL_PERCENT);

  private static final List<Metric> METRICS =
      List.of(
          Metric.CPU_PERCENT,
          Metric.CPU_USER_PERCENT,
          Metric.CPU_SYSTEM_PERCENT,
          Metric.CPU_IOWAIT_PERCENT,
          Metric.CPU_STEAL_PERCENT,
          Metric.CORE_PERCENT);

  /** One core, by the kernel's number. */
  private static final class Core {

    private final int number;
    private final String name;
    private final CpuShares shares = new CpuShares();
    private long lastLook;

    private Core(int number) {
      this.number = number;
      this.name = Integer.toString(number);
    }
  }

  private final HostFile file;
  private final ProcStat stat = new ProcStat();
  private final CpuShares total = new CpuShares();
  private Core[] cores = new Core[0];
  private long looks;

  public Cpu(Roots roots) {
    this.file = new HostFile(roots.proc("stat"), 8192);
  }

  @Override
  public Subsystem subsystem() {
    return Subsystem.CPU;
  }

  @Override
  public List<Metric> metrics() {
    return METRICS;
  }

  @Override
  public void collect(Readings out) throws IOException {
    stat.parse(file.read());
    looks++;
    if (total.look(stat.total())) {
      out.value(Metric.CPU_PERCENT, total.usedPercent());
      out.value(Metric.CPU_USER_PERCENT, total.userPercent());
      out.value(Metric.CPU_SYSTEM_PERCENT, total.systemPercent());
      out.value(Metric.CPU_IOWAIT_PERCENT, total.iowaitPercent());
      out.value(Metric.CPU_STEAL_PERCENT, total.stealPercent());
    } else {
      for (Metric metric : TOTALS) {
        out.failed(metric, "", "no earlier tick of the CPU counters to compare with");
      }
    }
    for (int row = 0; row < stat.cores(); row++) {
      core(row, out);
    }
  }

  private void core(int row, Readings out) {
    Core core = core(row);
    if (core.lastLook != looks - 1) {
      core.shares.forget();
    }
    core.lastLook = looks;
    if (core.shares.look(stat.core(row))) {
      out.value(Metric.CORE_PERCENT, core.name, core.shares.usedPercent());
    }
  }

  /** The core of a row: rows move up when a core before them goes off. */
  private Core core(int row) {
    int number = stat.coreNumber(row);
    if (row < cores.length && cores[row].number == number) {
      return cores[row];
    }
    for (Core core : cores) {
      if (core.number == number) {
        return core;
      }
    }
    Core added = new Core(number);
    cores = Arrays.copyOf(cores, cores.length + 1);
    cores[cores.length - 1] = added;
    return added;
  }
}
