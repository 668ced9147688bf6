package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.portable.PortableCpu;
import io.github.vigia.kernel.portable.PortableHost;
import io.github.vigia.model.Metric;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** CPU time between two looks; the first has load and frequency only. */
final class PortableCpuLook implements Consumer<Readings> {

  private static final List<Metric> LOADS = List.of(Metric.LOAD_1, Metric.LOAD_5, Metric.LOAD_15);

  private final PortableHost host;
  private @Nullable PortableCpu last;

  PortableCpuLook(PortableHost host) {
    this.host = host;
  }

  @Override
  public void accept(Readings out) {
    PortableCpu now = host.cpu();
    for (int i = 0; i < LOADS.size(); i++) {
      if (now.loads().get(i) >= 0) {
        out.value(LOADS.get(i), now.loads().get(i));
      }
    }
    if (now.hertz() > 0) {
      out.value(Metric.CPU_FREQ_GHZ, now.hertz() / 1e9);
    }
    if (last != null && now.total() > last.total()) {
      shares(last, now, out);
    }
    last = now;
  }

  private static void shares(PortableCpu before, PortableCpu now, Readings out) {
    long total = now.total() - before.total();
    out.value(Metric.CPU_PERCENT, share(before.busy(), now.busy(), total));
    out.value(Metric.CPU_USER_PERCENT, share(before.user(), now.user(), total));
    out.value(Metric.CPU_SYSTEM_PERCENT, share(before.system(), now.system(), total));
    out.value(Metric.CPU_IOWAIT_PERCENT, share(before.waiting(), now.waiting(), total));
    for (int i = 0; i < Math.min(before.cores().size(), now.cores().size()); i++) {
      PortableCpu.Core from = before.cores().get(i);
      PortableCpu.Core to = now.cores().get(i);
      if (to.total() > from.total()) {
        double percent = share(from.busy(), to.busy(), to.total() - from.total());
        out.value(Metric.CORE_PERCENT, Integer.toString(i), percent);
      }
    }
  }

  private static double share(long before, long now, long total) {
    return Math.clamp(100.0 * (now - before) / total, 0, 100);
  }
}
