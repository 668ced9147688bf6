package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.CgroupFiles;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The memory and CPU limits of the container that this runs in, from its control group. Absent
 * outside of containers, and each where there is no such limit.
 */
public final class ContainerLimits implements Collector {

  private static final List<Metric> MEMORY =
      List.of(
          Metric.CONTAINER_MEMORY_PERCENT,
          Metric.CONTAINER_MEMORY_USED_BYTES,
          Metric.CONTAINER_MEMORY_LIMIT_BYTES);

  private static final List<Metric> CPU =
      List.of(Metric.CONTAINER_CPU_LIMIT_CORES, Metric.CONTAINER_CPU_THROTTLED_PERCENT);

  private static final List<Metric> METRICS =
      List.of(
          Metric.CONTAINER_MEMORY_PERCENT,
          Metric.CONTAINER_MEMORY_USED_BYTES,
          Metric.CONTAINER_MEMORY_LIMIT_BYTES,
          Metric.CONTAINER_CPU_LIMIT_CORES,
          Metric.CONTAINER_CPU_THROTTLED_PERCENT);

  private final Optional<Cgroup> cgroup;
  private boolean seen;
  private long periods;
  private long throttled;

  public ContainerLimits(Roots roots) {
    this.cgroup = Cgroup.of(roots);
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
  public void collect(Readings out) {
    if (cgroup.isEmpty()) {
      absent(METRICS, "not inside a container", out);
      return;
    }
    Cgroup group = cgroup.orElseThrow();
    try {
      memory(group, out);
    } catch (NotPresentException e) {
      absent(MEMORY, "no control group file " + e.getMessage(), out);
    } catch (IOException e) {
      failed(MEMORY, e, out);
    }
    try {
      cpu(group, out);
    } catch (NotPresentException e) {
      absent(CPU, "no control group file " + e.getMessage(), out);
    } catch (IOException e) {
      failed(CPU, e, out);
    }
  }

  private static void memory(Cgroup group, Readings out) throws IOException {
    long limit = group.memoryLimit();
    if (limit == CgroupFiles.UNLIMITED_BYTES) {
      absent(MEMORY, "no memory limit", out);
      return;
    }
    long used = group.memoryUsed();
    if (limit == 0) {
      out.absent(Metric.CONTAINER_MEMORY_PERCENT, "the memory limit is 0");
    } else {
      out.value(Metric.CONTAINER_MEMORY_PERCENT, Percent.of(used, limit));
    }
    out.value(Metric.CONTAINER_MEMORY_USED_BYTES, (double) used);
    out.value(Metric.CONTAINER_MEMORY_LIMIT_BYTES, (double) limit);
  }

  private void cpu(Cgroup group, Readings out) throws IOException {
    double cores = group.cpuLimit();
    if (cores == CgroupFiles.UNLIMITED_CORES) {
      seen = false;
      absent(CPU, "no CPU limit", out);
      return;
    }
    long periodsNow = group.periods();
    long throttledNow = group.throttledPeriods();
    out.value(Metric.CONTAINER_CPU_LIMIT_CORES, Percent.rounded(cores));
    if (seen && periodsNow >= periods && throttledNow >= throttled) {
      // No period at all means that nothing wanted to run, so nothing was held back.
      long passed = Math.max(1, periodsNow - periods);
      out.value(
          Metric.CONTAINER_CPU_THROTTLED_PERCENT, Percent.of(throttledNow - throttled, passed));
    } else {
      out.failed(
          Metric.CONTAINER_CPU_THROTTLED_PERCENT, "", "no earlier period count to compare with");
    }
    seen = true;
    periods = periodsNow;
    throttled = throttledNow;
  }

  private static void absent(List<Metric> metrics, String why, Readings out) {
    for (int i = 0; i < metrics.size(); i++) {
      out.absent(metrics.get(i), why);
    }
  }

  private static void failed(List<Metric> metrics, IOException cause, Readings out) {
    String why = Cause.of(cause);
    for (int i = 0; i < metrics.size(); i++) {
      out.failed(metrics.get(i), "", why);
    }
  }
}
