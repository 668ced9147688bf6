package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.portable.PortableHost;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The same vitals where there is no /proc: what OSHI can tell on Windows and macOS; the rest is
 * absent. Each looks in the background, because any of them may take its time there.
 */
public final class Portable implements Collector {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Subsystem subsystem;
  private final List<Metric> metrics;
  private final Consumer<Readings> look;

  private Portable(Subsystem subsystem, List<Metric> metrics, Consumer<Readings> look) {
    this.subsystem = subsystem;
    this.metrics = metrics;
    this.look = look;
  }

  /** All of them, each with a reader of its own. */
  public static List<Collector> all() {
    return List.of(
        inBackground(cpu(new PortableHost())),
        inBackground(memory(new PortableHost())),
        inBackground(disk(new PortableHost())),
        inBackground(network(new PortableHost())),
        inBackground(processes(new PortableHost())));
  }

  private static Collector inBackground(Collector collector) {
    return new Background(collector, DEADLINE);
  }

  static Portable cpu(PortableHost host) {
    return new Portable(
        Subsystem.CPU,
        List.of(
            Metric.CPU_PERCENT,
            Metric.CPU_USER_PERCENT,
            Metric.CPU_SYSTEM_PERCENT,
            Metric.CPU_IOWAIT_PERCENT,
            Metric.CPU_FREQ_GHZ,
            Metric.CORE_PERCENT,
            Metric.LOAD_1,
            Metric.LOAD_5,
            Metric.LOAD_15),
        new PortableCpuLook(host));
  }

  static Portable memory(PortableHost host) {
    return new Portable(
        Subsystem.MEMORY,
        List.of(
            Metric.MEMORY_PERCENT,
            Metric.MEMORY_USED_BYTES,
            Metric.MEMORY_TOTAL_BYTES,
            Metric.SWAP_PERCENT,
            Metric.SWAP_USED_BYTES,
            Metric.SWAP_TOTAL_BYTES),
        new PortableMemoryLook(host));
  }

  static Portable disk(PortableHost host) {
    return new Portable(
        Subsystem.DISK,
        List.of(
            Metric.DISK_PERCENT,
            Metric.DISK_USED_BYTES,
            Metric.DISK_TOTAL_BYTES,
            Metric.FILESYSTEM_PERCENT,
            Metric.FILESYSTEM_USED_BYTES,
            Metric.FILESYSTEM_TOTAL_BYTES,
            Metric.INODES_PERCENT,
            Metric.FILESYSTEM_READONLY,
            Metric.DISK_READ_BYTES_PER_SECOND,
            Metric.DISK_WRITE_BYTES_PER_SECOND,
            Metric.DISK_READS_PER_SECOND,
            Metric.DISK_WRITES_PER_SECOND,
            Metric.DISK_BUSY_PERCENT),
        new PortableDiskLook(host));
  }

  static Portable network(PortableHost host) {
    return new Portable(
        Subsystem.NETWORK,
        List.of(
            Metric.BYTES_SENT,
            Metric.BYTES_RECV,
            Metric.NET_IN_MBPS,
            Metric.NET_OUT_MBPS,
            Metric.INTERFACE_RECEIVED_BYTES,
            Metric.INTERFACE_SENT_BYTES,
            Metric.INTERFACE_RECEIVE_BYTES_PER_SECOND,
            Metric.INTERFACE_SEND_BYTES_PER_SECOND,
            Metric.INTERFACE_ERRORS_PER_SECOND,
            Metric.INTERFACE_DROPS_PER_SECOND),
        new PortableNetworkLook(host));
  }

  static Portable processes(PortableHost host) {
    return new Portable(
        Subsystem.PROCESSES,
        List.of(
            Metric.PROCESSES,
            Metric.THREADS,
            Metric.ZOMBIES,
            Metric.OPEN_FILES,
            Metric.OPEN_FILES_PERCENT),
        new PortableProcessLook(host));
  }

  @Override
  public Subsystem subsystem() {
    return subsystem;
  }

  @Override
  public List<Metric> metrics() {
    return metrics;
  }

  @Override
  public void collect(Readings out) {
    look.accept(out);
  }
}
