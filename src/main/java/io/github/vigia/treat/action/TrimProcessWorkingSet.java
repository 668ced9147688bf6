package io.github.vigia.treat.action;

import io.github.vigia.kernel.Libc;
import io.github.vigia.kernel.PageSize;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code trim_process_working_set}: gives memory back, first this program's own, then, where the
 * settings name them, that of control groups through {@code memory.reclaim} (cgroup v2, Linux
 * 5.19). Nothing can trim the memory of other processes on Linux, and it does not pretend to.
 */
public final class TrimProcessWorkingSet implements Treatment {

  public static final String ID = "trim_process_working_set";

  private static final Duration WINDOW = Duration.ofSeconds(20);

  /** What an agent can give back heals no host: nothing that could must wait for it. */
  private static final Duration AT_ONCE = Duration.ZERO;

  /** Our own share that is worth mentioning. */
  private static final long LEAST = 1 << 20;

  /**
   * Whose memory.
   *
   * @param own mode of the rung on our own memory
   * @param reclaim mode of the rung on control groups
   * @param groups control groups to reclaim from, as below the root of cgroup v2: {@code
   *     system.slice/batch.service}; none means that the rung is not there
   * @param reclaimBytes at most so much from each at a time
   */
  public record Options(Mode own, Mode reclaim, List<String> groups, long reclaimBytes) {

    public static final Options DEFAULTS =
        new Options(Mode.AUTO, Mode.APPROVE, List.of(), 256L << 20);
  }

  private final Options options;
  private final Roots roots;

  public TrimProcessWorkingSet(Options options, Roots roots) {
    this.options = options;
    this.roots = roots;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    boolean isOurs =
        condition.signal() == Signal.MEMORY || condition.signal() == Signal.CONTAINER_MEMORY;
    List<Step> steps = new ArrayList<>();
    if (isOurs && options.own() != Mode.OFF) {
      steps.add(new Own());
    }
    if (isOurs && options.reclaim() != Mode.OFF) {
      options.groups().forEach(group -> steps.add(new Reclaim(group)));
    }
    return steps;
  }

  private static DescribedStep.Description description(
      String name, String target, int danger, Mode mode, Duration window) {
    return new DescribedStep.Description(
        ID, name, target, danger, mode, window, Duration.ofSeconds(30));
  }

  /** Our own heap, and what the C library holds on to. */
  private final class Own extends DescribedStep {

    private Own() {
      super(description("own memory", "self", 1, options.own(), AT_ONCE));
    }

    @Override
    public Preview preview() throws IOException {
      Runtime runtime = Runtime.getRuntime();
      long unused = runtime.freeMemory();
      return new Preview(
          unused >= LEAST,
          "would give back what this program does not use of its %s; at most %s of its heap is free"
              .formatted(Size.text(resident()), Size.text(unused)),
          (double) unused,
          List.of("process " + ProcessHandle.current().pid()));
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      long before = resident();
      gc();
      boolean isTrimmed = Libc.isAvailable() && Libc.trimHeap();
      long after = resident();
      long given = Math.max(0, before - after);
      return new Effect(
          (double) (given < LEAST ? 0 : given),
          "bytes",
          "this program had %s resident before and %s after"
              .formatted(Size.text(before), Size.text(after)),
          isTrimmed ? List.of() : List.of("the C library had nothing to give back"));
    }

    private void gc() {
      System.gc();
    }

    private long resident() throws IOException {
      String[] words = Files.readString(roots.proc("self/statm")).strip().split(" ", -1);
      return Long.parseLong(words[1]) * PageSize.bytes(roots);
    }
  }

  /** What one control group has cached and does not need at once. */
  private final class Reclaim extends DescribedStep {
    private final String group;

    private Reclaim(String group) {
      super(description("reclaim", group, 2, options.reclaim(), WINDOW));
      this.group = group;
    }

    private Path folder() {
      return ControlGroups.folder(roots, group);
    }

    @Override
    public Preview preview() throws IOException {
      Path reclaim = folder().resolve("memory.reclaim");
      if (!Files.exists(reclaim)) {
        return Preview.nothing(reclaim + " is not there: no cgroup v2, or a kernel before 5.19");
      }
      long now = current();
      long amount = Math.min(options.reclaimBytes(), now);
      return new Preview(
          amount >= LEAST,
          "would ask the kernel for %s of the %s of %s"
              .formatted(Size.text(amount), Size.text(now), group),
          (double) amount,
          List.of(reclaim.toString()));
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      long before = current();
      List<String> details = new ArrayList<>();
      try {
        ControlGroups.write(
            folder().resolve("memory.reclaim"), Long.toString((long) preview.amount()));
      } catch (IOException e) {
        // EAGAIN: less than that could be reclaimed, and what could has been.
        details.add("not all of it could be reclaimed: " + e.getMessage());
      }
      long after = current();
      return new Effect(
          (double) Math.max(0, before - after),
          "bytes",
          "%s had %s before and %s after".formatted(group, Size.text(before), Size.text(after)),
          details);
    }

    private long current() throws IOException {
      return Long.parseLong(Files.readString(folder().resolve("memory.current")).strip());
    }
  }
}
