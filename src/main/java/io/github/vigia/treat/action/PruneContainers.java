package io.github.vigia.treat.action;

import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.MountInfo;
import io.github.vigia.kernel.ProcessFolders;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes images without a name and old build results of the container engines whose storage is on
 * the full filesystem. Containers, volumes and images with a name are never removed.
 */
public final class PruneContainers implements Treatment {

  static final String ID = "prune_containers";

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Pattern RECLAIMED =
      Pattern.compile("(?i)total(?: reclaimed space)?:\\s*([\\d.]+\\s*[kKMGT]?i?B)");
  private static final Pattern SIZE = Pattern.compile("([\\d.]+)\\s*([kKMGT]?)(i?)B?.*");

  /**
   * What can be set.
   *
   * @param olderThan age below which nothing goes
   * @param keepBuildCache what of the build results stays, as Docker takes it
   * @param upFor how long the engine must have been running
   */
  public record Options(Mode mode, Duration olderThan, String keepBuildCache, Duration upFor) {

    public static final Options DEFAULTS =
        new Options(Mode.DRY_RUN, Duration.ofDays(7), "5GB", Duration.ofMinutes(10));
  }

  private final Options options;
  private final Programs programs;
  private final Roots roots;
  private final InstantSource clock;

  public PruneContainers(Options options, Programs programs, Roots roots, InstantSource clock) {
    this.options = options;
    this.programs = programs;
    this.roots = roots;
    this.clock = clock;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    boolean disk = condition.signal() == Signal.DISK || condition.signal() == Signal.INODES;
    return disk
        ? List.of(
            new PlannedStep(
                ID,
                "images and build results",
                condition.instance(),
                2,
                options.mode(),
                WINDOW,
                LIMIT,
                new Prune(condition.instance())))
        : List.of();
  }

  /** The number of bytes of {@code 1.2GB (50%)}; 0 if it is none. */
  static double bytes(String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches()) {
      return 0;
    }
    try {
      double base = matcher.group(3).isEmpty() ? 1000 : 1024;
      int power = " kMGT".indexOf(matcher.group(2).replace('K', 'k'));
      return Double.parseDouble(matcher.group(1))
          * Math.pow(base, matcher.group(2).isEmpty() ? 0 : power);
    } catch (NumberFormatException _) {
      // "1.2.3": not a size.
      return 0;
    }
  }

  /** What the engines keep on one mount. */
  private final class Prune implements Deed {

    private final String mount;

    private Prune(String mount) {
      this.mount = mount;
    }

    @Override
    public Preview preview() throws IOException {
      List<String> items = new ArrayList<>();
      double amount = 0;
      String why = "no container engine keeps anything on " + mount;
      for (ContainerEngine engine : ContainerEngine.all(roots, programs)) {
        if (mountOf(engine.storage()).equals(mount)) {
          String busy = whyNot(engine);
          why = busy.isEmpty() ? engine.name() + " has nothing that may go" : busy;
          if (busy.isEmpty()) {
            for (String line : engine.reclaimable()) {
              items.add(engine.name() + ": " + line.replace('\t', ' '));
              amount += bytes(line.substring(line.indexOf('\t') + 1));
            }
          }
        }
      }
      return items.isEmpty()
          ? Preview.nothing(why)
          : new Preview(
              true,
              "would remove images without a name older than %d h and build results beyond %s; at most %.0f bytes"
                  .formatted(options.olderThan().toHours(), options.keepBuildCache(), amount),
              amount,
              items.subList(0, Math.min(items.size(), Preview.MOST_ITEMS)));
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      double freed = 0;
      List<String> details = new ArrayList<>();
      for (ContainerEngine engine : ContainerEngine.all(roots, programs)) {
        boolean promised =
            preview.items().stream().anyMatch(i -> i.startsWith(engine.name() + ":"));
        if (!promised || !whyNot(engine).isEmpty() || !mountOf(engine.storage()).equals(mount)) {
          continue;
        }
        for (List<String> argv :
            engine.prunes(options.olderThan().toHours(), options.keepBuildCache())) {
          if (run.isOver()) {
            break;
          }
          Run.Ended ended = run.command(argv, LIMIT.dividedBy(2));
          Matcher said = RECLAIMED.matcher(ended.out());
          freed += said.find() ? bytes(said.group(1)) : 0;
          details.add(String.join(" ", argv) + ": " + lastLine(ended));
          run.did(new Effect(freed, "bytes", "pruned " + engine.name(), List.copyOf(details)));
        }
      }
      return new Effect(freed, "bytes", "the engines freed %.0f bytes".formatted(freed), details);
    }
  }

  private static String lastLine(Run.Ended ended) {
    String text = ended.succeeded() ? ended.out().strip() : ended.err().strip();
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  /** The mount that a folder is on, of those there are. */
  private String mountOf(String folder) throws IOException {
    String best = "";
    try (HostFile file = new HostFile(roots.proc("self/mountinfo"))) {
      for (var mount : MountInfo.parse(file.read())) {
        String point = mount.mountPoint();
        boolean above =
            folder.equals(point) || folder.startsWith(point.equals("/") ? "/" : point + "/");
        best = above && !folder.isEmpty() && point.length() > best.length() ? point : best;
      }
    }
    return best;
  }

  /** Why an engine must be left alone now; empty if it need not be. */
  private String whyNot(ContainerEngine engine) throws IOException {
    Instant started = started(roots.root("/run/docker.pid"));
    boolean young =
        engine instanceof ContainerEngine.Docker
            && Duration.between(started, clock.instant()).compareTo(options.upFor()) < 0;
    if (young) {
      return engine.name() + " has started only just now";
    }
    return isBusy() ? "an image is being pulled or built" : "";
  }

  private static Instant started(Path pidFile) throws IOException {
    try {
      return Files.getLastModifiedTime(pidFile).toInstant();
    } catch (NoSuchFileException _) {
      // Started by something that keeps none: nothing says that it is young.
      return Instant.EPOCH;
    }
  }

  private boolean isBusy() throws IOException {
    ProcessFolders processes = ProcessFolders.of(roots.procfs());
    int count = processes.list();
    for (int i = 0; i < count; i++) {
      if (processes.read(processes.pid(i), "cmdline")) {
        byte[] bytes = processes.text().copy(0, processes.text().length());
        String line = new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ');
        String program = line.substring(line.lastIndexOf('/', Math.max(0, line.indexOf(' '))) + 1);
        if (program.matches(
            "(docker|podman|crictl|buildah|docker-compose|buildctl)\\b.*\\b(pull|build|bud|load|push)\\b.*")) {
          return true;
        }
      }
    }
    return false;
  }
}
