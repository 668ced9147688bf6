package io.github.vigia.treat.action;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.config.Settings;
import io.github.vigia.kernel.HostProbe;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Treatment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Every treatment that comes with Vigia, made for one host, in the order of its ladders: of those
 * that a condition has, the first whose preview says that it helps is tried first.
 */
public final class AllTreatments {

  private static final double BEYOND_CLEAR = 2;

  private final Settings settings;
  private final Roots roots;
  private final Path state;
  private final Statfs statfs = Statfs.ofThisMachine();
  private final InstantSource clock = InstantSource.system();

  /**
   * For the host of the settings.
   *
   * @param state folder of what treatments learn and lend
   */
  public AllTreatments(Settings settings, Path state) {
    this.settings = settings;
    this.roots =
        new Roots(settings.roots().procfs(), settings.roots().sysfs(), settings.roots().rootfs());
    this.state = state;
  }

  /** One line a treatment. */
  public List<Treatment> all(Programs programs) {
    List<Treatment> all = new ArrayList<>();
    all.add(new CapHeat(CapHeat.Options.DEFAULTS, roots, state, clock));
    all.add(new RepairReadonlyFilesystem(repair(), roots, programs));
    all.add(new VacuumJournal(journal(), roots, statfs, programs, clock));
    all.add(
        new CleanPackageCache(
            CleanPackageCache.Options.DEFAULTS, roots, statfs, programs, PackageCache.all(roots)));
    all.add(new CleanupTempFiles(temporary(), roots, statfs, clock));
    all.add(new PruneContainers(images(), programs, roots, clock));
    all.add(new TruncateLog(logs(), roots, statfs, clock));
    all.add(new ReleaseDeletedFiles(release(), roots, statfs));
    all.add(new ReapZombieProcesses(zombies(), roots, clock, programs::awaits));
    all.add(new TrimProcessWorkingSet(TrimProcessWorkingSet.Options.DEFAULTS, roots));
    all.add(new CompactMemory(compaction(), roots));
    all.add(new TerminateProcess(victims(), roots));
    all.add(new ThrottleProcess(hogs(), roots, state, clock, cores()));
    ReapplyNetworkConfig network = network(programs);
    all.add(network);
    all.add(new RestartInterface(hour(), network, settings.logs().cache(), ZoneId.systemDefault()));
    all.add(new HealDns(HealDns.Options.DEFAULTS, programs, roots, state, clock));
    all.add(new RestartService(services(), programs, roots));
    all.add(new CheckDiskUsage(CheckDiskUsage.Options.DEFAULTS, roots, statfs));
    return all;
  }

  private Settings.Options options() {
    return settings.treatments().options();
  }

  /** The mode of the settings, for treatments whose steps have none of their own. */
  private Mode mode(String id, Mode standard) {
    Settings.Treatment own = settings.treatments().byId().get(id);
    return own == null ? standard : Mode.of(own.mode());
  }

  /** Younger files than those of the settings are a matter for a person. */
  CleanupTempFiles.Options temporary() {
    CleanupTempFiles.Options standard = CleanupTempFiles.Options.DEFAULTS;
    List<CleanupTempFiles.Age> ages = new ArrayList<>();
    Duration first = options().olderThan();
    ages.add(new CleanupTempFiles.Age(first, Mode.AUTO));
    for (Duration younger : List.of(Duration.ofDays(3), Duration.ofDays(1))) {
      if (younger.compareTo(first) < 0) {
        ages.add(new CleanupTempFiles.Age(younger, Mode.APPROVE));
      }
    }
    return new CleanupTempFiles.Options(
        options().roots(),
        ages,
        stopBelow(Signal.DISK, standard.stopBelowDiskPercent()),
        stopBelow(Signal.INODES, standard.stopBelowInodesPercent()),
        standard.maxEntries(),
        Math.min(options().maxDeleteBytes(), standard.maxBytes()),
        standard.maxTime(),
        standard.wholeFolders());
  }

  /** A little beyond the clear side, so that it is not back at once. */
  private double stopBelow(Signal signal, double standard) {
    Rule rule = settings.thresholds().get(signal);
    Limit critical = rule == null ? null : rule.critical();
    return critical == null ? standard : Math.max(1, critical.clear() - BEYOND_CLEAR);
  }

  private VacuumJournal.Options journal() {
    VacuumJournal.Options standard = VacuumJournal.Options.DEFAULTS;
    return new VacuumJournal.Options(
        standard.mode(), options().journalBytes(), standard.keepPercent(), standard.keepAge());
  }

  private PruneContainers.Options images() {
    PruneContainers.Options standard = PruneContainers.Options.DEFAULTS;
    return new PruneContainers.Options(
        mode(PruneContainers.ID, standard.mode()),
        options().imagesOlderThan(),
        standard.keepBuildCache(),
        standard.upFor());
  }

  private TruncateLog.Options logs() {
    TruncateLog.Options standard = TruncateLog.Options.DEFAULTS;
    return new TruncateLog.Options(
        options().logRoots(),
        standard.automatic(),
        mode(TruncateLog.ID, standard.mode()),
        standard.growthPerSecond(),
        standard.growthTime(),
        standard.sharePercent(),
        standard.keepBytes());
  }

  private ReleaseDeletedFiles.Options release() {
    ReleaseDeletedFiles.Options standard = ReleaseDeletedFiles.Options.DEFAULTS;
    return new ReleaseDeletedFiles.Options(
        mode(ReleaseDeletedFiles.ID, standard.tell()),
        mode(ReleaseDeletedFiles.ID, standard.empty()),
        standard.reopenSignals());
  }

  private RepairReadonlyFilesystem.Options repair() {
    RepairReadonlyFilesystem.Options standard = RepairReadonlyFilesystem.Options.DEFAULTS;
    return new RepairReadonlyFilesystem.Options(
        mode(RepairReadonlyFilesystem.ID, standard.remount()),
        mode(RepairReadonlyFilesystem.ID, standard.repair()),
        standard.writable());
  }

  private ReapZombieProcesses.Options zombies() {
    ReapZombieProcesses.Options standard = ReapZombieProcesses.Options.DEFAULTS;
    return new ReapZombieProcesses.Options(
        standard.nudge(),
        Mode.of(options().endParent()),
        standard.age(),
        standard.continueAfter(),
        standard.endParentFrom(),
        standard.patience(),
        Set.copyOf(options().protectedNames()));
  }

  private CompactMemory.Options compaction() {
    CompactMemory.Options standard = CompactMemory.Options.DEFAULTS;
    return new CompactMemory.Options(
        mode(CompactMemory.ID, standard.mode()),
        standard.availablePercent(),
        standard.pressurePercent());
  }

  private TerminateProcess.Options victims() {
    TerminateProcess.Options standard = TerminateProcess.Options.DEFAULTS;
    return new TerminateProcess.Options(
        mode(TerminateProcess.ID, standard.mode()),
        standard.availablePercent(),
        standard.recoveredPercent(),
        standard.leastPercent(),
        standard.patience(),
        Set.copyOf(options().protectedNames()),
        standard.prefer(),
        standard.avoid());
  }

  private ThrottleProcess.Options hogs() {
    ThrottleProcess.Options standard = ThrottleProcess.Options.DEFAULTS;
    return new ThrottleProcess.Options(
        mode(ThrottleProcess.ID, standard.mode()),
        standard.share(),
        standard.dwell(),
        standard.keep(),
        standard.lease(),
        standard.calm(),
        Set.copyOf(options().protectedNames()));
  }

  private ReapplyNetworkConfig network(Programs programs) {
    return new ReapplyNetworkConfig(
        ReapplyNetworkConfig.Options.DEFAULTS,
        programs,
        new HostProbe(settings.latency().tcpPort()),
        roots,
        state,
        clock);
  }

  private RestartInterface.Options hour() {
    return new RestartInterface.Options(
        options().allowedHour().isPresent() ? options().allowedHour().orElseThrow() : null,
        RestartInterface.Options.DEFAULTS.exceededFor());
  }

  private RestartService.Options services() {
    RestartService.Options standard = RestartService.Options.DEFAULTS;
    return new RestartService.Options(
        mode(RestartService.ID, standard.mode()),
        options().units(),
        standard.on(),
        standard.steady(),
        standard.limit());
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
