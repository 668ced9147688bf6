package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.MemInfo;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.util.List;

/** Memory and swap of the host, from {@code /proc/meminfo}; used is total less available. */
public final class Memory implements Collector {

  private static final List<Metric> METRICS =
      List.of(
          Metric.MEMORY_PERCENT,
          Metric.MEMORY_USED_BYTES,
          Metric.MEMORY_TOTAL_BYTES,
          Metric.SWAP_PERCENT,
          Metric.SWAP_USED_BYTES,
          Metric.SWAP_TOTAL_BYTES);

  private final HostFile file;
  private final MemInfo memory = new MemInfo();

  public Memory(Roots roots) {
    this.file = new HostFile(roots.proc("meminfo"));
  }

  @Override
  public Subsystem subsystem() {
    return Subsystem.MEMORY;
  }

  @Override
  public List<Metric> metrics() {
    return METRICS;
  }

  @Override
  public void collect(Readings out) throws IOException {
    memory.parse(file.read());
    long total = memory.totalBytes();
    long used = total - memory.availableBytes();
    out.value(Metric.MEMORY_PERCENT, Percent.of(used, total));
    out.value(Metric.MEMORY_USED_BYTES, (double) used);
    out.value(Metric.MEMORY_TOTAL_BYTES, (double) total);
    swap(out);
  }

  private void swap(Readings out) {
    long total = memory.swapTotalBytes();
    if (total == 0) {
      out.absent(Metric.SWAP_PERCENT, "no swap");
      out.absent(Metric.SWAP_USED_BYTES, "no swap");
      out.absent(Metric.SWAP_TOTAL_BYTES, "no swap");
      return;
    }
    long used = total - memory.swapFreeBytes();
    out.value(Metric.SWAP_PERCENT, Percent.of(used, total));
    out.value(Metric.SWAP_USED_BYTES, (double) used);
    out.value(Metric.SWAP_TOTAL_BYTES, (double) total);
  }
}
