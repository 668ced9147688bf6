package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.AuxiliaryVector;
import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.MemInfo;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.SelfStat;
import io.github.vigia.kernel.Text;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Vigia itself uses, from {@code /proc/self} of the machine that it runs on, whichever host it
 * watches, and from the Java runtime.
 */
public final class OwnProcess implements Collector {

  private static final List<Metric> METRICS =
      List.of(
          Metric.PROCESS_CPU_PERCENT,
          Metric.PROCESS_MEMORY_PERCENT,
          Metric.PROCESS_MEMORY_RSS_BYTES,
          Metric.PROCESS_UPTIME_SECONDS,
          Metric.PROCESS_NUM_THREADS,
          Metric.PROCESS_NUM_FDS,
          Metric.VIGIA_HEAP_BYTES);

  private static final double NANOS_PER_SECOND = 1e9;

  /** What the first look learns, once. */
  private record Start(AuxiliaryVector units, long totalBytes, double ageSeconds, long nanos) {}

  private final HostFile statFile;
  private final HostFile statm;
  private final Roots live;
  private final Path descriptors;
  private final SelfStat stat = new SelfStat();
  private final Rate cpu = new Rate();
  private @Nullable Start start;

  public OwnProcess() {
    this(new Roots(Path.of("/proc"), Path.of("/sys"), Path.of("/")));
  }

  OwnProcess(Roots live) {
    this.live = live;
    this.statFile = new HostFile(live.proc("self/stat"), 1024);
    this.statm = new HostFile(live.proc("self/statm"), 128);
    this.descriptors = live.proc("self/fd");
  }

  @Override
  public Subsystem subsystem() {
    return Subsystem.OWN;
  }

  @Override
  public List<Metric> metrics() {
    return METRICS;
  }

  @Override
  public void collect(Readings out) throws IOException {
    Runtime runtime = Runtime.getRuntime();
    out.value(Metric.VIGIA_HEAP_BYTES, (double) (runtime.totalMemory() - runtime.freeMemory()));
    stat.parse(statFile.read());
    Start known = start == null ? started(out.nanos()) : start;
    start = known;
    double ticksPerSecond = cpu.next(stat.cpuTicks(), out.nanos());
    if (Double.isNaN(ticksPerSecond)) {
      out.failed(Metric.PROCESS_CPU_PERCENT, "", "no earlier CPU time to compare with");
    } else {
      double percent = 100 * ticksPerSecond / known.units.ticksPerSecond();
      out.value(Metric.PROCESS_CPU_PERCENT, Percent.rounded(percent));
    }
    memory(known, out);
    double uptime = known.ageSeconds + (out.nanos() - known.nanos) / NANOS_PER_SECOND;
    out.value(Metric.PROCESS_UPTIME_SECONDS, Percent.rounded(uptime));
    out.value(Metric.PROCESS_NUM_THREADS, (double) stat.threads());
    out.value(Metric.PROCESS_NUM_FDS, (double) openDescriptors());
  }

  private void memory(Start known, Readings out) throws IOException {
    Text text = statm.read();
    text.skipWord();
    long resident = text.number() * known.units.pageBytes();
    out.value(Metric.PROCESS_MEMORY_RSS_BYTES, (double) resident);
    out.value(Metric.PROCESS_MEMORY_PERCENT, Percent.of(resident, known.totalBytes));
  }

  private Start started(long nanos) throws IOException {
    try (HostFile vector = new HostFile(live.proc("self/auxv"), 1024);
        HostFile meminfo = new HostFile(live.proc("meminfo"));
        HostFile uptime = new HostFile(live.proc("uptime"), 128)) {
      AuxiliaryVector units = AuxiliaryVector.parse(vector.read());
      MemInfo memory = new MemInfo();
      memory.parse(meminfo.read());
      double age = uptime.read().decimal() - (double) stat.startTicks() / units.ticksPerSecond();
      return new Start(units, memory.totalBytes(), Math.max(0, age), nanos);
    }
  }

  /** From Linux 6.2 the size of the folder is their number; before, they are counted. */
  private long openDescriptors() throws IOException {
    long size = Files.size(descriptors);
    if (size > 0) {
      return size;
    }
    long count = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
      for (Path _ : entries) {
        count++;
      }
    }
    // Less the one that listing them took.
    return count - 1;
  }
}
