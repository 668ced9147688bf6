package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.kernel.Pressure;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pressure stall of the last ten seconds, from {@code /proc/pressure}. A kernel that was started
 * without PSI has no such files or refuses to read them (EOPNOTSUPP); that does not change until it
 * is started again, so it is asked once.
 */
public final class PressureStall implements Collector {

  private static final List<Metric> METRICS =
      List.of(
          Metric.PRESSURE_CPU_SOME_PERCENT,
          Metric.PRESSURE_MEMORY_SOME_PERCENT,
          Metric.PRESSURE_MEMORY_FULL_PERCENT,
          Metric.PRESSURE_IO_SOME_PERCENT,
          Metric.PRESSURE_IO_FULL_PERCENT);

  private static final String OFF = "the kernel measures no pressure (PSI is off)";

  /** One file and what it is written to. */
  private static final class Resource {

    private final HostFile file;
    private final Metric some;
    private final @Nullable Metric full;
    private boolean off;

    private Resource(HostFile file, Metric some, @Nullable Metric full) {
      this.file = file;
      this.some = some;
      this.full = full;
    }
  }

  private final Pressure pressure = new Pressure();
  private final List<Resource> resources;

  public PressureStall(Roots roots) {
    this.resources =
        List.of(
            new Resource(file(roots, "cpu"), Metric.PRESSURE_CPU_SOME_PERCENT, null),
            new Resource(
                file(roots, "memory"),
                Metric.PRESSURE_MEMORY_SOME_PERCENT,
                Metric.PRESSURE_MEMORY_FULL_PERCENT),
            new Resource(
                file(roots, "io"),
                Metric.PRESSURE_IO_SOME_PERCENT,
                Metric.PRESSURE_IO_FULL_PERCENT));
  }

  private static HostFile file(Roots roots, String resource) {
    return new HostFile(roots.proc("pressure/" + resource), 512);
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
  public void collect(Readings out) {
    for (int i = 0; i < resources.size(); i++) {
      Resource resource = resources.get(i);
      if (!resource.off) {
        read(resource, out);
      }
      if (resource.off) {
        out.absent(resource.some, OFF);
        if (resource.full != null) {
          out.absent(resource.full, OFF);
        }
      }
    }
  }

  private void read(Resource resource, Readings out) {
    try {
      pressure.parse(resource.file.read());
      out.value(resource.some, pressure.some().average10());
      if (resource.full != null) {
        full(resource.full, out);
      }
    } catch (MalformedException | AccessDeniedException e) {
      failed(resource, e, out);
    } catch (NotPresentException _) {
      resource.off = true;
    } catch (IOException _) {
      // Reading these has no other way to fail than EOPNOTSUPP, which Java does not tell apart.
      resource.off = true;
    }
  }

  private void full(Metric metric, Readings out) {
    if (pressure.hasFull()) {
      out.value(metric, pressure.full().average10());
    } else {
      out.absent(metric, "this kernel does not say when all tasks wait");
    }
  }

  private static void failed(Resource resource, IOException cause, Readings out) {
    String why = Cause.of(cause);
    out.failed(resource.some, "", why);
    if (resource.full != null) {
      out.failed(resource.full, "", why);
    }
  }
}
