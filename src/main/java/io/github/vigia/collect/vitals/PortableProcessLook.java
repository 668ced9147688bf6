package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.portable.PortableFiles;
import io.github.vigia.kernel.portable.PortableHost;
import io.github.vigia.kernel.portable.PortableProcess;
import io.github.vigia.model.Metric;
import io.github.vigia.model.TopProcess;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Processes and file handles. The age of a zombie counts from the look that first saw it. */
final class PortableProcessLook implements Consumer<Readings> {

  private static final int TOP = 5;
  private static final double ZOMBIE_AGE = 60e9;

  private final PortableHost host;
  private Map<Identity, Seen> seen = Map.of();
  private long lastNanos;

  private record Identity(int pid, long startedMillis) {}

  /** A process with what it did since the last look. */
  private record Seen(PortableProcess process, double cpuPercent, double io, long zombieSince) {}

  PortableProcessLook(PortableHost host) {
    this.host = host;
  }

  @Override
  public void accept(Readings out) {
    Map<Identity, Seen> now = new HashMap<>();
    double threads = 0;
    double zombies = 0;
    for (PortableProcess process : host.processes()) {
      Seen one = compare(process, out.nanos());
      now.put(new Identity(process.pid(), process.startedMillis()), one);
      threads += process.threads();
      zombies += process.zombie() && out.nanos() - one.zombieSince() > ZOMBIE_AGE ? 1 : 0;
    }
    seen = now;
    lastNanos = out.nanos();
    out.value(Metric.PROCESSES, now.size());
    out.value(Metric.THREADS, threads);
    out.value(Metric.ZOMBIES, zombies);
    writeFiles(out);
    out.top(top(now.values().stream().toList()));
  }

  private Seen compare(PortableProcess process, long nanos) {
    Seen before = seen.get(new Identity(process.pid(), process.startedMillis()));
    if (before == null || nanos <= lastNanos) {
      return new Seen(process, Double.NaN, Double.NaN, nanos);
    }
    double seconds = (nanos - lastNanos) / 1e9;
    long cpu = Math.max(0, process.cpuMillis() - before.process().cpuMillis());
    long io = Math.max(0, process.ioBytes() - before.process().ioBytes());
    long since = before.process().zombie() ? before.zombieSince() : nanos;
    return new Seen(process, cpu / 10.0 / seconds, io / seconds, since);
  }

  private void writeFiles(Readings out) {
    PortableFiles files = host.files();
    if (files.open() > 0) {
      out.value(Metric.OPEN_FILES, (double) files.open());
    }
    if (files.open() > 0 && files.most() > 0) {
      out.value(Metric.OPEN_FILES_PERCENT, 100.0 * files.open() / files.most());
    }
  }

  private static List<TopProcess> top(List<Seen> all) {
    Set<Seen> top = new LinkedHashSet<>();
    for (Comparator<Seen> order :
        List.<Comparator<Seen>>of(
            Comparator.comparingDouble(s -> known(s.cpuPercent())),
            Comparator.comparingLong(s -> s.process().residentBytes()),
            Comparator.comparingDouble(s -> known(s.io())))) {
      all.stream().sorted(order.reversed()).limit(TOP).forEach(top::add);
    }
    return top.stream().map(PortableProcessLook::process).toList();
  }

  private static double known(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private static TopProcess process(Seen one) {
    PortableProcess process = one.process();
    return new TopProcess(
        process.pid(), process.name(), one.cpuPercent(), process.residentBytes(), one.io());
  }
}
