package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.portable.PortableDisk;
import io.github.vigia.kernel.portable.PortableHost;
import io.github.vigia.kernel.portable.PortableVolume;
import io.github.vigia.model.Metric;
import java.util.List;
import java.util.function.Consumer;

/** Filesystems and disks. */
final class PortableDiskLook implements Consumer<Readings> {

  private final PortableHost host;
  private final Rates rates = new Rates();

  PortableDiskLook(PortableHost host) {
    this.host = host;
  }

  @Override
  public void accept(Readings out) {
    List<PortableVolume> volumes = host.volumes();
    for (PortableVolume volume : volumes) {
      FilesystemStatistics space =
          new FilesystemStatistics(
              1,
              volume.total(),
              volume.free(),
              volume.usable(),
              volume.inodes(),
              volume.inodesFree(),
              volume.readonly());
      write(volume.mountPoint(), space, out);
      if (isRoot(volume, volumes)) {
        out.value(Metric.DISK_PERCENT, space.usedPercent());
        out.value(Metric.DISK_USED_BYTES, (double) space.usedBytes());
        out.value(Metric.DISK_TOTAL_BYTES, (double) space.totalBytes());
      }
    }
    for (PortableDisk disk : host.disks()) {
      write(disk, out);
    }
  }

  private static void write(String place, FilesystemStatistics space, Readings out) {
    out.value(Metric.FILESYSTEM_PERCENT, place, space.usedPercent());
    out.value(Metric.FILESYSTEM_USED_BYTES, place, (double) space.usedBytes());
    out.value(Metric.FILESYSTEM_TOTAL_BYTES, place, (double) space.totalBytes());
    if (space.files() > 0) {
      out.value(Metric.INODES_PERCENT, place, space.inodesPercent());
    }
    out.value(Metric.FILESYSTEM_READONLY, place, space.readonly() ? 1 : 0);
  }

  private void write(PortableDisk disk, Readings out) {
    String name = disk.name();
    rates.write(out, Metric.DISK_READ_BYTES_PER_SECOND, name, (double) disk.readBytes(), 1);
    rates.write(out, Metric.DISK_WRITE_BYTES_PER_SECOND, name, (double) disk.writtenBytes(), 1);
    rates.write(out, Metric.DISK_READS_PER_SECOND, name, (double) disk.reads(), 1);
    rates.write(out, Metric.DISK_WRITES_PER_SECOND, name, (double) disk.writes(), 1);
    rates.writePercent(out, Metric.DISK_BUSY_PERCENT, name, (double) disk.busyMillis());
  }

  /** The root of a Unix; of Windows the first drive, which is the one it booted from. */
  private static boolean isRoot(PortableVolume volume, List<PortableVolume> all) {
    boolean unix = all.stream().anyMatch(other -> other.mountPoint().equals("/"));
    return unix ? volume.mountPoint().equals("/") : volume.equals(all.getFirst());
  }
}
