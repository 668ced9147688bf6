package io.github.vigia.collect.vitals;

import static io.github.vigia.ProbeFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.config.Settings;
import io.github.vigia.kernel.HostProbe;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.kernel.portable.PortableHost;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The collectors on the machine that the tests run on, against other ways to know the same. */
@Timeout(60)
class LiveProbesTest {

  private static final Roots ROOTS = new Roots(Path.of("/proc"), Path.of("/sys"), Path.of("/"));

  @BeforeAll
  static void onlyOnLinux() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "no /proc on this system");
  }

  @Test
  void theRootFilesystemIsAsFullAsJavaSays() throws IOException {
    try (Filesystems filesystems = new Filesystems(ROOTS, Statfs.ofThisMachine())) {
      Readings out = look(filesystems);
      while (Double.isNaN(value(out, Metric.DISK_TOTAL_BYTES, ""))) {
        out = look(filesystems);
      }
      FileStore root = Files.getFileStore(Path.of("/"));
      double used = root.getTotalSpace() - root.getUnallocatedSpace();
      assertThat(value(out, Metric.DISK_TOTAL_BYTES, "")).isEqualTo((double) root.getTotalSpace());
      assertThat(value(out, Metric.DISK_PERCENT, ""))
          .isCloseTo(100 * used / (used + root.getUsableSpace()), within(1.0));
    }
  }

  @Test
  void theProcessesAreAsManyAsJavaSees() throws IOException {
    try (Processes processes = new Processes(ROOTS)) {
      look(processes);
      Readings out = look(processes);
      double expected = ProcessHandle.allProcesses().count();
      assertThat(value(out, Metric.PROCESSES, "")).isCloseTo(expected, within(0.1 * expected + 10));
      assertThat(value(out, Metric.THREADS, "")).isGreaterThan(10);
      assertThat(value(out, Metric.PIDS_PERCENT, "")).isBetween(0.0, 100.0);
      assertThat(out.top()).hasSizeBetween(1, 15);
    }
  }

  @Test
  void loopbackIsProbedByNameAndByAddress() throws IOException {
    Settings.Latency settings =
        new Settings.Latency(List.of("127.0.0.1", "localhost"), Duration.ofSeconds(2), 53);
    try (HostProbe probe = new HostProbe(53);
        Latency latency = new Latency(settings, ROOTS, probe, InetAddress::getByName)) {
      Readings out = look(latency);
      while (Double.isNaN(value(out, Metric.TARGET_LATENCY_MS, "localhost"))) {
        out = look(latency);
      }
      assertThat(value(out, Metric.LATENCY_MS, "")).isBetween(0.0, 2000.0);
      assertThat(value(out, Metric.NETWORK_LOSS_PERCENT, "")).isZero();
    }
  }

  @Test
  void thePortableReadersAgreeWithProc() throws IOException {
    PortableHost host = new PortableHost();
    Readings out = twoLooks(Portable.memory(host));
    String[] total = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().split(" +", -1);
    assertThat(value(out, Metric.MEMORY_TOTAL_BYTES, ""))
        .isEqualTo(1024 * Double.parseDouble(total[1]));
    assertThat(value(out, Metric.MEMORY_PERCENT, "")).isBetween(0.0, 100.0);

    Readings processes = twoLooks(Portable.processes(host));
    double expected = ProcessHandle.allProcesses().count();
    assertThat(value(processes, Metric.PROCESSES, ""))
        .isCloseTo(expected, within(0.1 * expected + 10));
    assertThat(processes.top()).isNotEmpty();

    Readings disk = twoLooks(Portable.disk(host));
    assertThat(value(disk, Metric.DISK_TOTAL_BYTES, ""))
        .isEqualTo((double) Files.getFileStore(Path.of("/")).getTotalSpace());
    assertThat(value(disk, Metric.DISK_PERCENT, "")).isBetween(0.0, 100.0);

    Readings cpu = twoLooks(Portable.cpu(host));
    assertThat(value(cpu, Metric.LOAD_1, "")).isNotNegative();

    Readings network = twoLooks(Portable.network(host));
    assertThat(value(network, Metric.BYTES_RECV, "")).isNotNegative();
  }

  @Test
  void aPortableCollectorWritesNothingThatItDoesNotAnnounce() throws IOException {
    List<Collector> all = Portable.all();
    assertThat(all).hasSize(5).allMatch(collector -> collector instanceof Background);
    PortableHost host = new PortableHost();
    for (Portable portable :
        List.of(
            Portable.cpu(host),
            Portable.memory(host),
            Portable.disk(host),
            Portable.network(host),
            Portable.processes(host))) {
      assertThat(twoLooks(portable).samples())
          .extracting(Sample::metric)
          .isSubsetOf(portable.metrics());
    }
  }

  private static Readings twoLooks(Collector collector) throws IOException {
    look(collector);
    return look(collector);
  }

  private static Readings look(Collector collector) throws IOException {
    Readings out = new Readings(Instant.now(), System.nanoTime());
    collector.collect(out);
    return out;
  }
}
