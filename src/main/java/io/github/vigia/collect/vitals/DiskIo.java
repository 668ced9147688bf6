package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.Diskstats;
import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What each disk does, from {@code /proc/diskstats}: whole devices, device mapper and md, but no
 * partitions, loop devices, memory disks, floppies and CD drives. The first look has no rates, nor
 * has one after a counter was set back.
 */
public final class DiskIo implements Collector, AutoCloseable {

  private static final int SECTOR_BYTES = 512;

  private final HostFile file;
  private final Diskstats stats = new Diskstats();
  private final List<Disk> disks = new ArrayList<>();
  private long looks;

  /** A line of the file, and what its counters were at the last look. */
  private static final class Disk {
    final String name;
    final boolean ignored;
    long look;
    long nanos;
    long reads;
    long sectorsRead;
    long writes;
    long sectorsWritten;
    long busyMillis;

    Disk(String name) {
      this.name = name;
      this.ignored = isUnreal(name);
    }

    void remember(Diskstats stats, long look, long nanos) {
      this.look = look;
      this.nanos = nanos;
      reads = stats.reads();
      sectorsRead = stats.sectorsRead();
      writes = stats.writes();
      sectorsWritten = stats.sectorsWritten();
      busyMillis = stats.busyMillis();
    }
  }

  public DiskIo(Roots roots) {
    this.file = new HostFile(roots.proc("diskstats"));
  }

  @Override
  public Subsystem subsystem() {
    return Subsystem.DISK;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.DISK_READ_BYTES_PER_SECOND,
        Metric.DISK_WRITE_BYTES_PER_SECOND,
        Metric.DISK_READS_PER_SECOND,
        Metric.DISK_WRITES_PER_SECOND,
        Metric.DISK_BUSY_PERCENT);
  }

  @Override
  public void collect(Readings out) throws IOException {
    looks++;
    stats.reset(file.read());
    for (int line = 0; stats.next(); line++) {
      Disk disk = disk(line);
      if (!disk.ignored) {
        if (disk.look == looks - 1 && disk.look > 0) {
          report(disk, out);
        }
        disk.remember(stats, looks, out.nanos());
      }
    }
  }

  /** The lines nearly always come in the same order, so the first guess is right. */
  private Disk disk(int line) {
    if (line < disks.size() && stats.isOf(disks.get(line).name)) {
      return disks.get(line);
    }
    for (Disk disk : disks) {
      if (stats.isOf(disk.name)) {
        return disk;
      }
    }
    Disk disk = new Disk(stats.name());
    disks.add(Math.min(line, disks.size()), disk);
    return disk;
  }

  private void report(Disk disk, Readings out) {
    double seconds = (out.nanos() - disk.nanos) / 1e9;
    double reads = CounterDelta.of(disk.reads, stats.reads());
    double sectorsRead = CounterDelta.of(disk.sectorsRead, stats.sectorsRead());
    double writes = CounterDelta.of(disk.writes, stats.writes());
    double sectorsWritten = CounterDelta.of(disk.sectorsWritten, stats.sectorsWritten());
    double busy = CounterDelta.of(disk.busyMillis, stats.busyMillis());
    boolean wasReset = Double.isNaN(reads + sectorsRead + writes + sectorsWritten + busy);
    if (wasReset || seconds <= 0) {
      return;
    }
    out.value(Metric.DISK_READ_BYTES_PER_SECOND, disk.name, sectorsRead * SECTOR_BYTES / seconds);
    out.value(
        Metric.DISK_WRITE_BYTES_PER_SECOND, disk.name, sectorsWritten * SECTOR_BYTES / seconds);
    out.value(Metric.DISK_READS_PER_SECOND, disk.name, reads / seconds);
    out.value(Metric.DISK_WRITES_PER_SECOND, disk.name, writes / seconds);
    out.value(Metric.DISK_BUSY_PERCENT, disk.name, Math.min(100, busy / 10 / seconds));
  }

  /** Whether it is part of a disk, made of memory or of a file, or a drive for removable media. */
  static boolean isUnreal(String name) {
    int end = name.length();
    while (end > 0 && isDigit(name.charAt(end - 1))) {
      end--;
    }
    if (end == name.length()) {
      return false;
    }
    String stem = name.substring(0, end);
    return switch (stem) {
      case "ram", "zram", "loop", "fd", "sr" -> true;
      default -> isPartition(stem);
    };
  }

  /** Of {@code sda} and the like any number is a partition; others say {@code p} before it. */
  private static boolean isPartition(String stem) {
    boolean afterDigit =
        stem.length() > 2 && stem.endsWith("p") && isDigit(stem.charAt(stem.length() - 2));
    boolean lettered =
        stem.startsWith("sd")
            || stem.startsWith("hd")
            || stem.startsWith("vd")
            || stem.startsWith("xvd");
    return afterDigit || lettered;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
