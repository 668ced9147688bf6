package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Garbage collections of our own Java runtime. Its first look loads the management classes, so it
 * is apart from the rest of our own process.
 */
public final class GarbageCollections implements Collector {

  private static final List<Metric> METRICS =
      List.of(Metric.VIGIA_GC_COLLECTIONS, Metric.VIGIA_GC_SECONDS);

  private static final double MILLIS_PER_SECOND = 1e3;

  private List<GarbageCollectorMXBean> collectors = List.of();

  @Override
  public Subsystem subsystem() {
    return Subsystem.OWN;
  }

  @Override
  public List<Metric> metrics() {
    return METRICS;
  }

  @Override
  public void collect(Readings out) {
    if (collectors.isEmpty()) {
      collectors = ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    }
    long count = 0;
    long millis = 0;
    for (int i = 0; i < collectors.size(); i++) {
      // A collector that does not count says -1.
      count += Math.max(0, collectors.get(i).getCollectionCount());
      millis += Math.max(0, collectors.get(i).getCollectionTime());
    }
    out.value(Metric.VIGIA_GC_COLLECTIONS, (double) count);
    out.value(Metric.VIGIA_GC_SECONDS, millis / MILLIS_PER_SECOND);
  }
}
