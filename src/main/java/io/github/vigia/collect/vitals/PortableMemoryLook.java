package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.portable.PortableHost;
import io.github.vigia.kernel.portable.PortableMemory;
import io.github.vigia.model.Metric;
import java.util.function.Consumer;

/** Memory and swap. */
record PortableMemoryLook(PortableHost host) implements Consumer<Readings> {

  @Override
  public void accept(Readings out) {
    PortableMemory memory = host.memory();
    long used = memory.total() - memory.available();
    out.value(Metric.MEMORY_TOTAL_BYTES, (double) memory.total());
    out.value(Metric.MEMORY_USED_BYTES, (double) used);
    out.value(Metric.MEMORY_PERCENT, 100.0 * used / memory.total());
    if (memory.swapTotal() > 0) {
      out.value(Metric.SWAP_TOTAL_BYTES, (double) memory.swapTotal());
      out.value(Metric.SWAP_USED_BYTES, (double) memory.swapUsed());
      out.value(Metric.SWAP_PERCENT, 100.0 * memory.swapUsed() / memory.swapTotal());
    } else {
      out.absent(Metric.SWAP_PERCENT, "no swap");
    }
  }
}
