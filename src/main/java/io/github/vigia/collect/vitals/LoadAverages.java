package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.LoadAverage;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.util.List;

/** The load averages, from {@code /proc/loadavg}. */
public final class LoadAverages implements Collector {

  private static final List<Metric> METRICS = List.of(Metric.LOAD_1, Metric.LOAD_5, Metric.LOAD_15);

  private final HostFile file;
  private final LoadAverage load = new LoadAverage();

  public LoadAverages(Roots roots) {
    this.file = new HostFile(roots.proc("loadavg"), 128);
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
    load.parse(file.read());
    out.value(Metric.LOAD_1, load.one());
    out.value(Metric.LOAD_5, load.five());
    out.value(Metric.LOAD_15, load.fifteen());
  }
}
