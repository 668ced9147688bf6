package io.github.vigia.treat.action;

import io.github.vigia.kernel.BuddyInfo;
import io.github.vigia.kernel.CgroupFiles;
import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.MemInfo;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.kernel.Pressure;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import io.github.vigia.treat.Upkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * Has the kernel move pages together so that there are large free blocks again, where programs ask
 * for them in vain although memory is free. Off unless it is asked for: it costs CPU time.
 */
public final class CompactMemory implements Treatment, Upkeep {

  static final String ID = "compact_memory";

  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** Blocks of 2 MiB: a huge page of x86-64. */
  private static final int HUGE = 9;

  /**
   * What can be set.
   *
   * @param availablePercent memory that must be available: without it, there is nothing to move
   * @param pressurePercent CPU pressure above which it waits
   */
  public record Options(Mode mode, double availablePercent, double pressurePercent) {

    public static final Options DEFAULTS = new Options(Mode.OFF, 20, 30);
  }

  private final Options options;
  private final Roots roots;
  private long failures = -1;
  private long failuresBefore = -1;
  private long countedAt;

  public CompactMemory(Options options, Roots roots) {
    this.options = options;
    this.roots = roots;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    boolean mine = condition.signal() == Signal.MEMORY && options.mode() != Mode.OFF;
    return mine
        ? List.of(
            new PlannedStep(
                ID, "all zones", "memory", 1, options.mode(), WINDOW, LIMIT, new Compact()))
        : List.of();
  }

  /** Counts, once a minute, how often large blocks could not be had. */
  @Override
  public void tend(Snapshot snapshot, Evaluation evaluation, Run run) throws IOException {
    if (options.mode() != Mode.OFF && (failures < 0 || snapshot.nanos() - countedAt >= MINUTE)) {
      failuresBefore = failures;
      failures = failures();
      countedAt = snapshot.nanos();
    }
  }

  private long failures() throws IOException {
    try (HostFile file = new HostFile(roots.proc("vmstat"), 8192)) {
      return CgroupFiles.field(file.read(), "compact_fail");
    } catch (MalformedException | NotPresentException _) {
      // A kernel that was built without compaction.
      return -1;
    }
  }

  private long blocks() throws IOException {
    try (HostFile file = new HostFile(roots.proc("buddyinfo"))) {
      return BuddyInfo.blocks(file.read(), HUGE);
    }
  }

  private String whyNot() throws IOException {
    if (failuresBefore < 0 || failures <= failuresBefore) {
      return "no program has asked for a large block in vain within the last minute";
    }
    MemInfo info = new MemInfo();
    try (HostFile file = new HostFile(roots.proc("meminfo"))) {
      info.parse(file.read());
    }
    double available = 100.0 * info.availableBytes() / info.totalBytes();
    if (available < options.availablePercent()) {
      return "%.1f %% of memory is available, which is too little to move".formatted(available);
    }
    return pressure() > options.pressurePercent() ? "the CPUs are busy" : "";
  }

  private double pressure() throws IOException {
    try (HostFile file = new HostFile(roots.proc("pressure/cpu"))) {
      Pressure pressure = new Pressure();
      pressure.parse(file.read());
      return pressure.some().average10();
    } catch (NotPresentException _) {
      // A kernel without PSI.
      return 0;
    }
  }

  /** The whole memory. */
  private final class Compact implements Deed {

    private final Path file = roots.proc("sys/vm/compact_memory");

    @Override
    public Preview preview() throws IOException {
      String why = Files.exists(file) ? whyNot() : "this kernel can't";
      return why.isEmpty()
          ? new Preview(true, "would move pages together", 1, List.of(file.toString()))
          : Preview.nothing(why);
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      Preview fresh = preview();
      if (!fresh.helps() || !preview.items().equals(fresh.items())) {
        return Effect.none(fresh.summary());
      }
      long before = blocks();
      Files.writeString(file, "1", StandardOpenOption.WRITE);
      long gained = Math.max(0, blocks() - before);
      return new Effect(
          (double) gained,
          "blocks",
          gained + " large free blocks more",
          List.of("before: " + before));
    }
  }
}
