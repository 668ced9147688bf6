package io.github.vigia.treat.action;

import io.github.vigia.kernel.FileStatus;
import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code truncate_log}: gives back the space of the one log that runs away, but for its end. By
 * blocks, not by size: a log that is not written at its end keeps its size and becomes a hole.
 */
public final class TruncateLog implements Treatment {

  public static final String ID = "truncate_log";

  /**
   * Which logs may be cut, and which of them run away.
   *
   * @param folders of the host with logs that may be cut, and all below them
   * @param automatic files of the host that may be cut without asking
   * @param mode for all others
   * @param growthPerSecond, growthTime a log grows too fast if it grew so much for so long
   * @param sharePercent of the filesystem from which on a log is too large, however slowly it grows
   * @param keepBytes of its end that stay
   */
  public record Options(
      List<Path> folders,
      List<Path> automatic,
      Mode mode,
      long growthPerSecond,
      Duration growthTime,
      double sharePercent,
      long keepBytes) {

    public static final Options DEFAULTS =
        new Options(
            Stream.of("/var/log").map(Path::of).toList(),
            List.of(),
            Mode.APPROVE,
            1 << 20,
            Duration.ofSeconds(60),
            20,
            1 << 20);
  }

  /** How large a log was when it was first seen large. */
  private record Seen(Instant at, long bytes) {}

  /** Files that growth is remembered of, at most. */
  private static final int MOST_SEEN = 10_000;

  private final Options options;
  private final Roots roots;
  private final Statfs statfs;
  private final InstantSource clock;
  private final Map<String, Seen> seen = new HashMap<>();

  public TruncateLog(Options options, Roots roots, Statfs statfs, InstantSource clock) {
    this.options = options;
    this.roots = roots;
    this.statfs = statfs;
    this.clock = clock;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    if (condition.signal() != Signal.DISK
        || condition.instance().isEmpty()
        || options.folders().isEmpty()) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    for (Path file : options.automatic()) {
      steps.add(new Cut(condition.instance(), file.toString(), file.toString(), Mode.AUTO));
    }
    if (options.mode() != Mode.OFF) {
      steps.add(new Cut(condition.instance(), "largest log", "", options.mode()));
    }
    return steps;
  }

  /** The largest of the logs that run away, or one that the settings name. */
  private final class Cut extends DescribedStep {
    private final Filling filling;
    private final String only;

    private Cut(String mount, String name, String only, Mode mode) {
      super(
          new Description(
              ID, name, mount, 2, mode, Duration.ofSeconds(30), Duration.ofSeconds(60)));
      this.filling = new Filling(roots, statfs, mount, false);
      this.only = only;
    }

    @Override
    public Preview preview() throws IOException {
      FilesystemStatistics now = filling.ask();
      Optional<LogFile> candidate = candidate(now);
      if (candidate.isEmpty()) {
        return Preview.nothing(
            "no log that is being written on " + target() + " is large or grows fast");
      }
      LogFile log = candidate.orElseThrow();
      long amount = log.bytes() - options.keepBytes();
      return new Preview(
          filling.counts((double) amount, now),
          "would give back %s of %s and keep its end; %s"
              .formatted(Size.text(amount), log.path(), log.writersText()),
          (double) Math.max(0, amount),
          List.of(log.path().toString()));
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      if (preview.items().size() != 1) {
        return Effect.none("there is no log to cut");
      }
      Path path = Path.of(preview.items().getFirst());
      boolean isAllowed =
          options.folders().stream().anyMatch(f -> path.startsWith(roots.root(f.toString())));
      if (!isAllowed) {
        throw new IOException(path + ": not below a folder of logs, expected one");
      }
      return LogCut.of(roots, path, options.keepBytes(), run.attempt());
    }

    private Optional<LogFile> candidate(FilesystemStatistics now) throws IOException {
      Instant at = clock.instant();
      List<LogFile> logs = logs();
      Map<String, Seen> next = new HashMap<>();
      List<LogFile> candidates = new ArrayList<>();
      for (LogFile log : logs) {
        String path = log.path().toString();
        Seen before = seen.getOrDefault(path, new Seen(at, log.bytes()));
        boolean isCut = log.bytes() < before.bytes();
        boolean isYoung = Duration.between(before.at(), at).compareTo(options.growthTime()) < 0;
        if (next.size() < MOST_SEEN) {
          next.put(
              path,
              isCut || (!isYoung && !growsFast(before, log, at))
                  ? new Seen(at, log.bytes())
                  : before);
        }
        boolean isLarge = log.bytes() >= options.sharePercent() / 100 * now.totalBytes();
        if (log.bytes() > options.keepBytes()
            && (isLarge || (!isYoung && growsFast(before, log, at)))) {
          candidates.add(log);
        }
      }
      seen.clear();
      seen.putAll(next);
      return candidates.stream().max(Comparator.comparingLong(LogFile::bytes));
    }

    private boolean growsFast(Seen before, LogFile log, Instant at) {
      double seconds = (double) Duration.between(before.at(), at).toMillis() / 1000;
      return seconds > 0
          && (double) (log.bytes() - before.bytes()) / seconds >= options.growthPerSecond();
    }

    /** Logs on this filesystem that somebody has open for writing. */
    private List<LogFile> logs() throws IOException {
      MountTable mounts = MountTable.read(roots);
      List<Path> folders =
          options.folders().stream()
              .filter(folder -> mounts.holding(folder.toString()) != null)
              .map(folder -> roots.root(folder.toString()))
              .toList();
      OpenFiles open = OpenFiles.read(roots, status -> status.isRegular() && isLargeEnough(status));
      Map<String, LogFile> logs = new HashMap<>();
      for (OpenFiles.Use use : open.uses()) {
        Path path = Path.of(use.path());
        boolean isWanted =
            use.mayWrite()
                && path.isAbsolute()
                && folders.stream().anyMatch(path::startsWith)
                && (only.isEmpty() || path.equals(roots.root(only)))
                && isOnTarget(mounts, path)
                && LogCut.isThere(path, use.status());
        if (isWanted) {
          logs.computeIfAbsent(use.path(), _ -> new LogFile(path, use.status(), open));
        }
      }
      return List.copyOf(logs.values());
    }

    private boolean isLargeEnough(FileStatus status) {
      return status.bytes() > options.keepBytes() && status.links() == 1;
    }

    private boolean isOnTarget(MountTable mounts, Path path) {
      String rootfs = roots.rootfs().toString();
      String hostPath =
          rootfs.equals("/") ? path.toString() : path.toString().substring(rootfs.length());
      return mounts.isOn(hostPath, target());
    }
  }
}
