package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.CpuInfo;
import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.SysAttribute;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean clock frequency of the cores in GHz: of {@code scaling_cur_freq} (kHz) of each core in
 * sysfs, where there is none of the lines {@code cpu MHz} of {@code /proc/cpuinfo}. Many virtual
 * machines and ARM boards have neither.
 */
public final class CpuFrequency implements Collector {

  private static final double KILOHERTZ_PER_GIGAHERTZ = 1e6;
  private static final double MEGAHERTZ_PER_GIGAHERTZ = 1e3;

  private static final String SILENT = "the kernel does not say the frequency of this CPU";

  private final Path cpus;
  private final HostFile cpuInfo;
  private List<SysAttribute> cores = List.of();
  private boolean looked;
  private boolean silent;

  public CpuFrequency(Roots roots) {
    this.cpus = roots.sys("devices/system/cpu");
    this.cpuInfo = new HostFile(roots.proc("cpuinfo"), 8192);
  }

  @Override
  public Subsystem subsystem() {
    return Subsystem.CPU;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.CPU_FREQ_GHZ);
  }

  @Override
  public void collect(Readings out) throws IOException {
    if (!looked) {
      cores = found();
      looked = true;
    }
    if (silent) {
      out.absent(Metric.CPU_FREQ_GHZ, SILENT);
      return;
    }
    double gigahertz = fromSysfs();
    if (Double.isNaN(gigahertz)) {
      gigahertz = CpuInfo.meanMegahertz(cpuInfo.read()) / MEGAHERTZ_PER_GIGAHERTZ;
      silent = Double.isNaN(gigahertz) && cores.isEmpty();
    }
    if (Double.isNaN(gigahertz)) {
      unknown(out);
    } else {
      out.value(Metric.CPU_FREQ_GHZ, Percent.roundedToThousandths(gigahertz));
    }
  }

  private void unknown(Readings out) {
    if (silent) {
      out.absent(Metric.CPU_FREQ_GHZ, SILENT);
    } else {
      out.failed(Metric.CPU_FREQ_GHZ, "", cpus + ": no core says its frequency now");
    }
  }

  /** NaN where no core says its frequency. A core that is off or refuses is left out. */
  private double fromSysfs() {
    double sum = 0;
    int said = 0;
    for (int i = 0; i < cores.size(); i++) {
      try {
        long kilohertz = cores.get(i).number();
        if (kilohertz > 0) {
          sum += kilohertz;
          said++;
        }
      } catch (IOException _) {
        // The mean of the others is still the answer.
      }
    }
    return said == 0 ? Double.NaN : sum / said / KILOHERTZ_PER_GIGAHERTZ;
  }

  private List<SysAttribute> found() throws IOException {
    List<SysAttribute> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(cpus, CpuFrequency::isCore)) {
      for (Path core : entries) {
        Path frequency = core.resolve("cpufreq/scaling_cur_freq");
        if (Files.exists(frequency)) {
          found.add(new SysAttribute(frequency));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      // No sysfs: /proc/cpuinfo is left.
    }
    return found;
  }

  private static boolean isCore(Path entry) {
    Path name = entry.getFileName();
    return name != null && Numbered.is(name.toString(), "cpu", "");
  }
}
