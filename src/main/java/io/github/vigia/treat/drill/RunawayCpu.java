package io.github.vigia.treat.drill;

import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Treatment;
import io.github.vigia.treat.action.ThrottleProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code runaway-cpu}: a program that takes all of one core. The load is real, but for this drill
 * the host has one core and nothing else to do: {@code /proc/stat} tells of that program only.
 */
final class RunawayCpu implements Drill {

  private static final System.Logger logger = System.getLogger(RunawayCpu.class.getName());

  private static final Pattern CORE = Pattern.compile("(?m)^cpu(\\d+) \\d+ \\d+ \\d+ (\\d+) ");
  private static final Pattern OTHERS = Pattern.compile("(?m)^(cpu|intr|softirq).*\\R");

  /** Of one core: others may want some of it too. */
  private static final double SHARE = 0.5;

  /** {@code USER_HZ} is 100 everywhere. */
  private static final long TICK_NANOS = 10_000_000;

  private final Path folder;
  private final String group;
  private final Children children = new Children();
  private @Nullable Shown stat;
  private volatile @Nullable Process program;
  private final long began = System.nanoTime();
  private long told;
  private volatile int core;

  RunawayCpu(Path folder) {
    this.folder = folder;
    this.group = groupOf(folder);
  }

  /** The control group of a drill in this folder. */
  static String groupOf(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  @Override
  public String stage() throws IOException {
    Children.require("mount", "taskset");
    Path to = CpuGroup.make(group);
    Path real = Path.of("/proc/stat");
    core = idlest(real);
    Process waiting =
        children.start(
            "taskset", "-c", "" + core, "/bin/sh", "-c", "read -r _; while :; do :; done");
    CpuGroup.add(to, waiting.pid());
    program = waiting;
    stat = new Shown(real, folder.resolve("stat"), children, this::text);
    return "a control group, and a host of one core: core " + core;
  }

  /** The core that had most time left during a moment. */
  private static int idlest(Path stat) throws IOException {
    Map<Integer, Long> before = idle(Files.readString(stat));
    LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    Map<Integer, Long> after = idle(Files.readString(stat));
    return after.entrySet().stream()
        .max(
            Comparator.comparingLong(
                entry -> entry.getValue() - before.getOrDefault(entry.getKey(), 0L)))
        .orElseThrow(() -> new IOException(stat + " names no core"))
        .getKey();
  }

  private static Map<Integer, Long> idle(String stat) {
    Map<Integer, Long> idle = new HashMap<>();
    Matcher lines = CORE.matcher(stat);
    while (lines.find()) {
      idle.put(Integer.parseInt(lines.group(1)), Long.parseLong(lines.group(2)));
    }
    return idle;
  }

  private String text(String real) throws IOException {
    Process process = program;
    long busy = process == null ? 0 : Math.max(told, ticks(process.pid()));
    told = busy;
    long idle = Math.max(0, (System.nanoTime() - began) / TICK_NANOS - busy);
    String cpu = busy + " 0 0 " + idle + " 0 0 0 0 0 0\n";
    return "cpu  " + cpu + "cpu0 " + cpu + OTHERS.matcher(real).replaceAll("");
  }

  /** What a process has used of the CPU, in user and in system mode; 0 if it is gone. */
  private static long ticks(long pid) throws IOException {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (NoSuchFileException _) {
      // It has ended.
      return 0;
    }
  }

  /** What has only just started is never held back. */
  @Override
  public Duration calm() {
    return Duration.ofMillis(10_500);
  }

  @Override
  public String inject() throws IOException {
    Process waiting = program;
    if (waiting == null) {
      throw new IOException("nothing was staged");
    }
    try (OutputStream to = waiting.getOutputStream()) {
      to.write('\n');
    }
    return "a program spins on core " + core;
  }

  @Override
  public Condition condition() {
    return new Condition(Signal.CPU, "");
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "thresholds.cpu_percent.warning", "55%",
        "thresholds.cpu_percent.critical", "65%",
        "thresholds.cpu_percent.for", "10 of 10");
  }

  /** Without the folders of systemd, whose units this is not about. */
  @Override
  public Roots roots() {
    return new Roots(Path.of("/proc"), Path.of("/sys"), folder.resolve("root"));
  }

  @Override
  public List<Treatment> treatments(Programs programs) {
    ThrottleProcess.Options standard = ThrottleProcess.Options.DEFAULTS;
    ThrottleProcess.Options options =
        new ThrottleProcess.Options(
            Mode.AUTO,
            SHARE,
            Duration.ofSeconds(1),
            standard.keep(),
            standard.lease(),
            standard.calm(),
            Set.of());
    return List.of(
        new OnlyFor(
            condition(), new ThrottleProcess(options, roots(), folder, InstantSource.system(), 1)));
  }

  @Override
  public void close() {
    children.close();
    if (stat != null) {
      stat.close();
    }
    try {
      CpuGroup.remove(group);
    } catch (IOException e) {
      logger.log(System.Logger.Level.ERROR, "a control group of the drill is left: " + e);
    }
  }
}
