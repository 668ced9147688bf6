package io.github.vigia.treat.action;

import io.github.vigia.kernel.Priorities;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.TopProcess;
import io.github.vigia.model.Verdict;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import io.github.vigia.treat.Upkeep;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds back the process that has used most of the CPU for a while: lower priority, and half of the
 * CPU time that it took. Lent, not given: it is taken back once the host is well, after half an
 * hour at the latest, and by the next agent if this one dies.
 */
public final class ThrottleProcess implements Treatment, Upkeep {

  static final String ID = "throttle_process";

  private static final Set<Signal> SIGNALS = Set.of(Signal.CPU, Signal.TEMPERATURE);
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration SPARE = Duration.ofMinutes(5);
  private static final double LEAST_CORES = 0.1;
  private static final int POLITE = 10;
  private static final int NICEST = 19;

  /**
   * What can be set.
   *
   * @param share of all CPU time, 0 to 1, that makes a process one that is held back
   * @param dwell how long it must have used that much
   * @param keep how much of what it used it keeps, 0 to 1
   * @param lease when it is let go at the latest
   * @param calm for how long the host must have been well before it is let go
   * @param never names of processes besides those that are protected anyway
   */
  public record Options(
      Mode mode,
      double share,
      Duration dwell,
      double keep,
      Duration lease,
      Duration calm,
      Set<String> never) {

    public static final Options DEFAULTS =
        new Options(
            Mode.DRY_RUN,
            0.6,
            Duration.ofSeconds(30),
            0.5,
            Duration.ofMinutes(30),
            Duration.ofMinutes(10),
            Set.of());
  }

  /** A process that has used much CPU time since {@code since}. */
  private record Hog(long since, double cores) {}

  private final Options options;
  private final Roots roots;
  private final ProcessScan scan;
  private final Victims victims;
  private final Path folder;
  private final Leases leases;
  private final Map<String, Run.Armed> armed = new HashMap<>();
  private final InstantSource clock;
  private final int cores;
  private Map<Integer, Hog> hogs = new HashMap<>();
  private long latest;
  private boolean inherited = true;
  private @Nullable Instant calmSince;

  /**
   * The treatment of this host.
   *
   * @param folder for what is kept while something is held back
   * @param cores of this host
   */
  public ThrottleProcess(
      Options options, Roots roots, Path folder, InstantSource clock, int cores) {
    this.options = options;
    this.roots = roots;
    this.scan = new ProcessScan(roots);
    int self = (int) ProcessHandle.current().pid();
    this.victims = new Victims(self, options.never(), Set.of(), Set.of());
    this.folder = folder;
    this.leases = new Leases(new KeptText(folder.resolve("leases-" + ID)));
    this.clock = clock;
    this.cores = cores;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    return SIGNALS.contains(condition.signal())
        ? List.of(
            new PlannedStep(
                ID,
                "hold back",
                "busiest process",
                2,
                options.mode(),
                WINDOW,
                LIMIT,
                new HoldBack()))
        : List.of();
  }

  @Override
  public void tend(Snapshot snapshot, Evaluation evaluation, Run run) throws IOException {
    remember(snapshot);
    boolean calm = true;
    for (Verdict verdict : evaluation.verdicts()) {
      boolean matters = SIGNALS.contains(verdict.condition().signal());
      calm &= !matters || verdict.state() == State.STABLE;
    }
    Instant now = clock.instant();
    Instant since = calmSince == null ? now : calmSince;
    calmSince = calm ? since : null;
    boolean well = calm && Duration.between(since, now).compareTo(options.calm()) >= 0;
    for (Leases.Lease lease : leases.of(ID)) {
      // What an agent that died left open is nobody's wish any more.
      if (inherited || well || !now.isBefore(lease.until())) {
        letGo(lease, run);
      }
    }
    inherited = false;
  }

  private void remember(Snapshot snapshot) {
    latest = snapshot.nanos();
    Map<Integer, Hog> now = new HashMap<>();
    for (TopProcess process : snapshot.top()) {
      double used = process.cpuPercent() / 100;
      if (used >= options.share() * cores) {
        Hog before = hogs.get(process.pid());
        now.put(process.pid(), new Hog(before == null ? snapshot.nanos() : before.since(), used));
      }
    }
    hogs = now;
  }

  /** What would be held back, and how. */
  private record Plan(Candidate process, CpuLimit limit, double cores) {

    String item() {
      return process.identity() + " by " + limit.target();
    }
  }

  private @Nullable Plan plan() throws IOException {
    List<Candidate> all = scan.all(ProcessScan.Growth.UNKNOWN);
    Set<Integer> ancestors = victims.ancestors(all);
    Plan best = null;
    for (Candidate candidate : all) {
      Hog hog = hogs.get(candidate.pid());
      if (hog != null
          && latest - hog.since() >= options.dwell().toNanos()
          && candidate.ageSeconds() >= options.dwell().toSeconds()
          && victims.refusal(candidate, ancestors).isEmpty()
          && (best == null || hog.cores() > best.cores())) {
        CpuLimit limit = CpuLimit.of(candidate.pid(), roots);
        best = limit == null ? best : new Plan(candidate, limit, hog.cores());
      }
    }
    return best;
  }

  private double allowed(double used) {
    return Math.max(LEAST_CORES, used * options.keep());
  }

  /** One process, or the unit that it is of. */
  private final class HoldBack implements Deed {

    @Override
    public Preview preview() throws IOException {
      Plan plan = plan();
      if (plan == null) {
        return Preview.nothing("no process that may be held back has used most of the CPU");
      }
      if (!leases.of(ID).stream()
          .filter(l -> l.target().equals(plan.limit().target()))
          .toList()
          .isEmpty()) {
        return Preview.nothing(plan.item() + " is held back already");
      }
      return new Preview(
          true,
          "would hold %s back to %.2f cores of the %.2f that it uses"
              .formatted(plan.item(), allowed(plan.cores()), plan.cores()),
          plan.cores() - allowed(plan.cores()),
          List.of(plan.item()));
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      Plan plan = plan();
      if (plan == null || !preview.items().equals(List.of(plan.item()))) {
        return Effect.none("another process uses most of the CPU now, or none does");
      }
      Candidate process = plan.process();
      double used = measured(process, run);
      if (used < options.share() * cores * options.keep()) {
        return Effect.none(process.identity() + " uses %.2f cores now".formatted(used));
      }
      Leases.Lease lease = lease(plan);
      leases.put(lease);
      double allowed = allowed(plan.cores());
      // For when no agent ever comes back to let it go; an agent that does is earlier.
      List<String> release = plan.limit().release(folder);
      armed.put(lease.target(), run.arm(release, options.lease().plus(SPARE)));
      plan.limit().apply(allowed, run);
      lower(process);
      String text = "held %s back to %.2f cores".formatted(plan.item(), allowed);
      run.did(new Effect(0, "cores", text, List.of("until " + lease.until())));
      double after = measured(process, run);
      return new Effect(
          Math.max(0, used - Math.max(after, 0)),
          "cores",
          "%s; it used %.2f and uses %.2f".formatted(text, used, Math.max(after, 0)),
          List.of("until " + lease.until()));
    }

    @Override
    public void rollback(Effect effect, Run run) throws IOException {
      for (Leases.Lease lease : leases.of(ID)) {
        if (effect.details().contains("until " + lease.until())) {
          letGo(lease, run);
        }
      }
    }

    /** Cores that it uses now; -1 if it is gone. */
    private double measured(Candidate process, Run run) throws IOException {
      long from = System.nanoTime();
      long before = scan.ticks(process.pid(), process.start());
      run.pause(LOOK);
      long after = scan.ticks(process.pid(), process.start());
      double seconds = (System.nanoTime() - from) / 1e9;
      return before < 0 || after < 0 ? -1 : (after - before) / 100.0 / seconds;
    }
  }

  /** Words: process, its start, how many words of the limit, those, then a thread each. */
  private Leases.Lease lease(Plan plan) throws IOException {
    Candidate process = plan.process();
    List<String> words = new ArrayList<>();
    words.add("" + process.pid());
    words.add("" + process.start());
    words.add("" + plan.limit().words().size());
    words.addAll(plan.limit().words());
    if (Priorities.isAvailable()) {
      Priorities priorities = new Priorities();
      for (int thread : threads(process.pid())) {
        words.add(thread + " " + priorities.nice(thread) + " " + priorities.io(thread));
      }
    }
    Instant until = clock.instant().plus(options.lease());
    return new Leases.Lease(ID, plan.limit().target(), until, words);
  }

  private void lower(Candidate process) throws IOException {
    if (!Priorities.isAvailable()) {
      return;
    }
    Priorities priorities = new Priorities();
    for (int thread : threads(process.pid())) {
      priorities.setNice(thread, Math.min(NICEST, priorities.nice(thread) + POLITE));
      priorities.setIo(thread, Priorities.IO_IDLE);
    }
  }

  private List<Integer> threads(int pid) throws IOException {
    List<Integer> threads = new ArrayList<>();
    Path tasks = roots.proc(pid + "/task");
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(tasks, "[0-9]*")) {
      for (Path task : stream) {
        threads.add(Integer.parseInt(String.valueOf(task.getFileName())));
      }
    }
    return threads;
  }

  private void letGo(Leases.Lease lease, Run run) throws IOException {
    List<String> words = lease.before();
    int pid = Integer.parseInt(words.get(0));
    int size = Integer.parseInt(words.get(2));
    CpuLimit.parse(words.subList(3, 3 + size)).lift(run);
    if (scan.ticks(pid, Long.parseLong(words.get(1))) >= 0) {
      raise(pid, words.subList(3 + size, words.size()));
    }
    Run.Armed release = armed.remove(lease.target());
    if (release != null) {
      release.disarm();
    }
    leases.remove(lease);
  }

  private void raise(int pid, List<String> lines) throws IOException {
    Priorities priorities = new Priorities();
    List<Integer> threads = threads(pid);
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      int thread = Integer.parseInt(words[0]);
      if (threads.contains(thread)) {
        priorities.setNice(thread, Integer.parseInt(words[1]));
        priorities.setIo(thread, Integer.parseInt(words[2]));
      }
    }
  }
}
