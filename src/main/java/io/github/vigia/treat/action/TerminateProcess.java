package io.github.vigia.treat.action;

import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.MemInfo;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.kernel.PidFd;
import io.github.vigia.kernel.Pressure;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.TopProcess;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import io.github.vigia.treat.Upkeep;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ends the one process that most deserves it when memory runs out: politely, then for good. */
public final class TerminateProcess implements Treatment, Upkeep {

  static final String ID = "terminate_process";

  private static final Duration WINDOW = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final double SOME_PRESSURE = 10;
  private static final Duration GROWTH_OVER = Duration.ofMinutes(1);

  /**
   * What can be set.
   *
   * @param availablePercent memory available below which it may act without pressure
   * @param recoveredPercent memory available at which the host is well again
   * @param leastPercent of all memory that a victim must give back
   * @param patience between asking it to end and ending it
   * @param never names of processes, 15 bytes at most, besides those that are protected anyway
   * @param prefer names to choose first
   * @param avoid names to choose last
   */
  public record Options(
      Mode mode,
      double availablePercent,
      double recoveredPercent,
      double leastPercent,
      Duration patience,
      Set<String> never,
      Set<String> prefer,
      Set<String> avoid) {

    public static final Options DEFAULTS =
        new Options(Mode.APPROVE, 5, 12, 3, Duration.ofSeconds(10), Set.of(), Set.of(), Set.of());
  }

  private final Options options;
  private final Roots roots;
  private final ProcessScan scan;
  private final Victims victims;
  private final Map<Integer, Long> sizes = new HashMap<>();
  private Map<Integer, Long> before = new HashMap<>();
  private long rememberedAt;

  public TerminateProcess(Options options, Roots roots) {
    this(options, roots, (int) ProcessHandle.current().pid());
  }

  TerminateProcess(Options options, Roots roots, int self) {
    this.options = options;
    this.roots = roots;
    this.scan = new ProcessScan(roots);
    this.victims = new Victims(self, options.never(), options.prefer(), options.avoid());
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    return condition.signal() == Signal.MEMORY
        ? List.of(
            new PlannedStep(
                ID, "end one", "process", 3, options.mode(), WINDOW, LIMIT, new EndOne()))
        : List.of();
  }

  /** Remembers how large the largest are, so that growth over a minute can be told. */
  @Override
  public void tend(Snapshot snapshot, Evaluation evaluation, Run run) {
    if (sizes.isEmpty() || snapshot.nanos() - rememberedAt >= GROWTH_OVER.toNanos()) {
      before = new HashMap<>(sizes);
      sizes.clear();
      for (TopProcess process : snapshot.top()) {
        sizes.put(process.pid(), process.residentBytes());
      }
      rememberedAt = snapshot.nanos();
      if (before.isEmpty()) {
        before = new HashMap<>(sizes);
      }
    }
  }

  private ProcessScan.Growth growth(List<Candidate> all) {
    Map<String, Double> grown = new HashMap<>();
    for (Candidate candidate : all) {
      Long then = before.get(candidate.pid());
      long now = candidate.memory().ownBytes();
      // Of the resident size before, files are a part: what is told is never too much.
      boolean same =
          candidate.ageSeconds() >= GROWTH_OVER.toSeconds(); // else the number may be reused
      if (same && then != null && then > 0 && now > then) {
        grown.put(
            ProcessScan.key(candidate.pid(), candidate.start()), (double) (now - then) / then);
      }
    }
    return new ProcessScan.Growth(grown);
  }

  /** How memory is: bytes and percent available. */
  private record Memory(long total, double availablePercent, double fullPressure) {}

  private Memory memory() throws IOException {
    MemInfo info = new MemInfo();
    try (HostFile file = new HostFile(roots.proc("meminfo"))) {
      info.parse(file.read());
    }
    double percent = 100.0 * info.availableBytes() / info.totalBytes();
    return new Memory(info.totalBytes(), percent, pressure());
  }

  private double pressure() throws IOException {
    try (HostFile file = new HostFile(roots.proc("pressure/memory"))) {
      Pressure pressure = new Pressure();
      pressure.parse(file.read());
      return pressure.hasFull() ? pressure.full().average10() : 0;
    } catch (NotPresentException _) {
      // A kernel without PSI: what is available decides alone.
      return 0;
    }
  }

  private boolean isPressing(Memory memory) {
    return memory.availablePercent() < options.availablePercent()
        || (memory.fullPressure() > SOME_PRESSURE
            && memory.availablePercent() < options.recoveredPercent());
  }

  private @Nullable Candidate victim(Memory memory) throws IOException {
    List<Candidate> all = scan.all(ProcessScan.Growth.UNKNOWN);
    ProcessScan.Growth growth = growth(all);
    long least = (long) (memory.total() * options.leastPercent() / 100);
    return victims.forMemory(
        all.stream().map(c -> grown(c, growth.of(c.pid(), c.start()))).toList(), least);
  }

  private static Candidate grown(Candidate c, double by) {
    return new Candidate(
        c.pid(),
        c.start(),
        c.name(),
        c.command(),
        c.state(),
        c.memory(),
        c.ageSeconds(),
        c.score(),
        c.adjustment(),
        by);
  }

  /** One process. */
  private final class EndOne implements Deed {

    @Override
    public Preview preview() throws IOException {
      Memory memory = memory();
      if (!isPressing(memory)) {
        return Preview.nothing(
            "%.1f %% of memory is available, and nothing waits for it"
                .formatted(memory.availablePercent()));
      }
      Candidate victim = victim(memory);
      return victim == null
          ? Preview.nothing("no process that may be ended holds enough memory")
          : new Preview(
              true,
              "would end " + victim.identity() + ": " + shown(victim.command()),
              (double) victim.memory().ownBytes(),
              List.of(victim.identity()));
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      Memory memory = memory();
      Candidate victim = isPressing(memory) ? victim(memory) : null;
      if (victim == null) {
        return Effect.none("memory has recovered meanwhile");
      }
      if (!preview.items().equals(List.of(victim.identity()))) {
        return Effect.none("another process would have to be ended now: " + victim.identity());
      }
      try (PidFd process = new PidFd(victim.pid())) {
        Candidate same = scan.one(victim.pid());
        boolean still = same != null && same.start() == victim.start();
        // The search took a while: look once more.
        return still && isPressing(memory())
            ? end(process, victim, run)
            : Effect.none("memory has recovered, or " + victim.identity() + " is gone");
      }
    }

    private Effect end(PidFd process, Candidate victim, Run run) throws IOException {
      List<String> details = evidence(victim);
      process.signal(PidFd.SIGTERM);
      run.did(new Effect(0, "processes", "asked " + victim.identity() + " to end", details));
      long rounds = options.patience().dividedBy(LOOK);
      for (long i = 0; i < rounds && isThere(victim); i++) {
        if (run.isOver()) {
          return new Effect(0, "processes", "asked " + victim.identity() + " to end", details);
        }
        run.pause(LOOK);
        if (memory().availablePercent() >= options.recoveredPercent()) {
          return gone(victim, "was asked to end and gave its memory back", details);
        }
      }
      if (!isThere(victim)) {
        return gone(victim, "ended when it was asked to", details);
      }
      process.signal(PidFd.SIGKILL);
      process.releaseMemory();
      for (long i = 0; i < rounds && isThere(victim) && !run.isOver(); i++) {
        run.pause(LOOK);
      }
      return isThere(victim)
          ? new Effect(0, "processes", victim.identity() + " can't be ended", details)
          : gone(victim, "did not end when it was asked to, and was killed", details);
    }

    /** What it was, for whoever asks later. */
    private List<String> evidence(Candidate victim) {
      return List.of(
          "command: " + shown(victim.command()),
          "user %d, parent %d, state %s, %d s old"
              .formatted(
                  victim.memory().uid(),
                  victim.memory().parent(),
                  victim.state(),
                  victim.ageSeconds()),
          "own memory %d bytes, grown by %.0f %% in a minute, oom_score %d"
              .formatted(victim.memory().ownBytes(), 100 * victim.grown(), victim.score()));
    }

    private Effect gone(Candidate victim, String how, List<String> details) {
      return new Effect(1, "processes", victim.identity() + " " + how, details);
    }

    private boolean isThere(Candidate victim) throws IOException {
      Candidate now = scan.one(victim.pid());
      return now != null && now.start() == victim.start() && now.state() != 'Z';
    }
  }

  private static String shown(String command) {
    return command.length() > 200 ? command.substring(0, 200) + "…" : command;
  }
}
