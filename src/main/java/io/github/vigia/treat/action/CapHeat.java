package io.github.vigia.treat.action;

import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.SysAttribute;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
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
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lowers the highest clock frequency of the CPUs while they are too hot, a fifth at a time, and
 * raises it again step by step once they are cool. What the limits were is written down first, and
 * an agent that starts puts them back.
 */
public final class CapHeat implements Treatment, Upkeep {

  static final String ID = "cap_heat";

  private static final Duration WINDOW = Duration.ofMinutes(2);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration FOREVER = Duration.ofDays(365);

  /**
   * What can be set.
   *
   * @param step of the highest frequency, 0 to 1, that one rung takes away
   * @param least share of the highest frequency that is always left
   * @param recoverEvery how long it must have been cool before one step is given back
   */
  public record Options(Mode mode, double step, double least, Duration recoverEvery) {

    public static final Options DEFAULTS = new Options(Mode.AUTO, 0.2, 0.4, Duration.ofMinutes(1));
  }

  /**
   * One limit of the CPU.
   *
   * @param file {@code scaling_max_freq}, or {@code max_perf_pct} of intel_pstate
   * @param most what it can be at most
   * @param least what it is never set below
   */
  private record Cap(Path file, long now, long most, long least) {

    long lowered(double step) {
      return Math.max(least, now - Math.round(most * step));
    }
  }

  private final Options options;
  private final Roots roots;
  private final Leases leases;
  private final InstantSource clock;
  private boolean inherited = true;
  private @Nullable Instant coolSince;

  /**
   * The treatment of this host.
   *
   * @param folder for what is kept while a limit is lowered
   */
  public CapHeat(Options options, Roots roots, Path folder, InstantSource clock) {
    this.options = options;
    this.roots = roots;
    this.leases = new Leases(new KeptText(folder.resolve("leases-" + ID)));
    this.clock = clock;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    if (condition.signal() != Signal.TEMPERATURE) {
      return List.of();
    }
    return List.of(step("one step", 1), step("two steps", 2));
  }

  private Step step(String name, int steps) {
    return new PlannedStep(
        ID, name, "cpu frequency", 2, options.mode(), WINDOW, LIMIT, new Lower(steps));
  }

  @Override
  public void tend(Snapshot snapshot, Evaluation evaluation, Run run) throws IOException {
    Instant now = clock.instant();
    boolean cool = true;
    for (Verdict verdict : evaluation.verdicts()) {
      boolean heat = verdict.condition().signal() == Signal.TEMPERATURE;
      cool &= !heat || verdict.state() == State.STABLE;
    }
    Instant since = coolSince == null ? now : coolSince;
    coolSince = cool ? since : null;
    boolean due = cool && Duration.between(since, now).compareTo(options.recoverEvery()) >= 0;
    for (Leases.Lease lease : leases.of(ID)) {
      if (inherited) {
        raise(lease, 1);
      } else if (due) {
        raise(lease, options.step());
      }
    }
    coolSince = due ? now : coolSince;
    inherited = false;
  }

  private void raise(Leases.Lease lease, double step) throws IOException {
    long before = Long.parseLong(lease.before().get(0));
    long most = Long.parseLong(lease.before().get(1));
    Path file = Path.of(lease.target());
    long now = number(file);
    if (now >= 0) {
      long raised = Math.min(before, now + Math.max(1, Math.round(most * step)));
      write(file, raised);
      if (raised < before) {
        return;
      }
    }
    leases.remove(lease);
  }

  /** Every limit there is, the same for all CPUs or one each. */
  private List<Cap> caps() throws IOException {
    Path pstate = roots.sys("devices/system/cpu/intel_pstate/max_perf_pct");
    long percent = number(pstate);
    if (percent > 0) {
      return List.of(new Cap(pstate, percent, 100, Math.round(100 * options.least())));
    }
    List<Cap> caps = new ArrayList<>();
    for (Path policy : entries(roots.sys("devices/system/cpu/cpufreq"), "policy[0-9]*")) {
      Path file = policy.resolve("scaling_max_freq");
      long now = number(file);
      long most = number(policy.resolve("cpuinfo_max_freq"));
      long lowest = Math.max(0, number(policy.resolve("cpuinfo_min_freq")));
      // The base frequency is what it is sold for: below that nobody asked it to go.
      long base = Math.max(0, number(policy.resolve("base_frequency")));
      if (now > 0 && most > 0) {
        long least = Math.max(Math.max(lowest, base), Math.round(most * options.least()));
        caps.add(new Cap(file, now, most, least));
      }
    }
    return caps;
  }

  /** Who throttles already; empty if nobody does. */
  private String busy() throws IOException {
    for (Path device : entries(roots.sys("class/thermal"), "cooling_device[0-9]*")) {
      // A fan is meant to turn.
      if (number(device.resolve("cur_state")) > 0
          && !type(device).toLowerCase(Locale.ROOT).contains("fan")) {
        return "the kernel holds " + type(device) + " back already";
      }
    }
    for (Candidate process : new ProcessScan(roots).all(ProcessScan.Growth.UNKNOWN)) {
      if (List.of("thermald", "tlp", "auto-cpufreq").contains(process.name())) {
        return process.name() + " looks after it";
      }
    }
    return "";
  }

  /** As many steps as its name says. */
  private final class Lower implements Deed {

    private final int steps;

    private Lower(int steps) {
      this.steps = steps;
    }

    @Override
    public Preview preview() throws IOException {
      List<Cap> caps = caps();
      if (caps.isEmpty()) {
        return Preview.nothing("the frequency of these CPUs can't be limited");
      }
      String busy = busy();
      if (!busy.isEmpty()) {
        return Preview.nothing(busy);
      }
      List<String> items = new ArrayList<>();
      for (Cap cap : caps) {
        long lowered = cap.lowered(options.step() * steps);
        if (lowered < cap.now()) {
          items.add(cap.file() + ": " + cap.now() + " to " + lowered);
        }
      }
      return items.isEmpty()
          ? Preview.nothing("the limits are as low as they may be")
          : new Preview(true, "would lower " + String.join(", ", items), items.size(), items);
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      List<String> done = new ArrayList<>();
      for (Cap cap : caps()) {
        long lowered = cap.lowered(options.step() * steps);
        String item = cap.file() + ": " + cap.now() + " to " + lowered;
        if (preview.items().contains(item) && !run.isOver()) {
          remember(cap);
          write(cap.file(), lowered);
          done.add(item);
          run.did(effect(done));
        }
      }
      return done.isEmpty() ? Effect.none("the limits changed meanwhile") : effect(done);
    }

    private Effect effect(List<String> done) {
      return new Effect(
          done.size(), "limits", "lowered " + String.join(", ", done), List.copyOf(done));
    }

    @Override
    public void rollback(Effect effect, Run run) throws IOException {
      for (Leases.Lease lease : leases.of(ID)) {
        raise(lease, 1);
      }
    }
  }

  /** The first value there was, not that of a step between. */
  private void remember(Cap cap) throws IOException {
    String target = cap.file().toString();
    if (leases.of(ID).stream().noneMatch(lease -> lease.target().equals(target))) {
      Instant until = clock.instant().plus(FOREVER);
      List<String> before = List.of("" + cap.now(), "" + cap.most());
      leases.put(new Leases.Lease(ID, target, until, before));
    }
  }

  private static List<Path> entries(Path folder, String glob) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException | NotDirectoryException _) {
      // A virtual machine has none.
    }
    return entries;
  }

  private static String type(Path device) throws IOException {
    try (SysAttribute attribute = new SysAttribute(device.resolve("type"))) {
      return attribute.line();
    } catch (NotPresentException _) {
      // It is named after its folder then.
      return String.valueOf(device.getFileName());
    }
  }

  /** -1 where there is no such attribute. */
  private static long number(Path file) throws IOException {
    try (SysAttribute attribute = new SysAttribute(file)) {
      return attribute.number();
    } catch (NotPresentException _) {
      // A driver without it.
      return -1;
    }
  }

  private static void write(Path file, long value) throws IOException {
    Files.writeString(file, "" + value, StandardOpenOption.WRITE);
  }
}
