package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.config.Settings;
import io.github.vigia.kernel.HostProbe;
import io.github.vigia.kernel.ProcessFolders;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every collector of the vitals, made for one host. */
public final class AllCollectors implements AutoCloseable {

  private static final System.Logger logger = System.getLogger(AllCollectors.class.getName());

  /** sysfs sensors have been seen to take 20 s. */
  private static final Duration SENSORS = Duration.ofSeconds(5);

  /** What name lookups and the second way of probing take on top of the timeout. */
  private static final Duration LOOKUP = Duration.ofSeconds(2);

  private final List<Collector> all;
  private final @Nullable Latency latency;

  private AllCollectors(List<Collector> all, @Nullable Latency latency) {
    this.all = all;
    this.latency = latency;
  }

  /** The readers of Linux where there is a /proc, the portable ones elsewhere. */
  public static AllCollectors of(Settings settings) {
    Settings.Roots paths = settings.roots();
    Roots roots = new Roots(paths.procfs(), paths.sysfs(), paths.rootfs());
    if (!Files.exists(roots.proc("stat"))) {
      return new AllCollectors(Portable.all(), null);
    }
    Latency latency = latency(roots, settings.latency());
    return new AllCollectors(linux(roots, latency, settings.latency().timeout()), latency);
  }

  /**
   * Those whose signals a drill is about, of the host as it sees it.
   *
   * @param statfs how filesystems are asked
   * @param zombieAge from which on zombies count
   */
  public static AllCollectors ofDrill(
      Roots roots, Statfs statfs, Duration zombieAge, Settings.Latency probes) {
    Latency latency = latency(roots, probes);
    return new AllCollectors(
        List.of(
            new Cpu(roots),
            new Memory(roots),
            new Filesystems(roots, statfs),
            new Background(latency, probes.timeout().plus(LOOKUP)),
            new Processes(roots, ProcessFolders.of(roots.procfs()), zombieAge)),
        latency);
  }

  /** Other targets of the latency probes from their next look on; any thread. */
  public void use(Settings.Latency settings) {
    if (latency != null) {
      latency.use(settings);
    }
  }

  /** One line a collector. */
  private static List<Collector> linux(Roots roots, Latency latency, Duration timeout) {
    List<Collector> all = new ArrayList<>();
    all.add(new Cpu(roots));
    all.add(new CpuFrequency(roots));
    all.add(new LoadAverages(roots));
    all.add(new PressureStall(roots));
    all.add(new Memory(roots));
    all.add(new ContainerLimits(roots));
    all.add(new Filesystems(roots, Statfs.ofThisMachine()));
    all.add(new DiskIo(roots));
    all.add(new Interfaces(roots));
    all.add(new Background(latency, timeout.plus(LOOKUP)));
    all.add(new Background(new Temperature(roots), SENSORS));
    all.add(new Processes(roots));
    all.add(new OwnProcess());
    all.add(new GarbageCollections());
    return all;
  }

  private static Latency latency(Roots roots, Settings.Latency settings) {
    return new Latency(settings, roots, new HostProbe(settings.tcpPort()), InetAddress::getByName);
  }

  public List<Collector> all() {
    return all;
  }

  @Override
  public void close() {
    for (Collector collector : all) {
      if (collector instanceof AutoCloseable open) {
        close(open);
      }
    }
  }

  private static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (IOException e) {
      logger.log(System.Logger.Level.DEBUG, "a collector did not close", e);
    } catch (Exception e) {
      throw new IllegalStateException("a collector's close threw what it does not declare", e);
    }
  }
}
