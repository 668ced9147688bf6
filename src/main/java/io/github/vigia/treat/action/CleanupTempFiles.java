package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code cleanup_temp_files}: makes room on the filesystem that holds temporary files by removing
 * those that nobody has used for days, the oldest first, until it is well below critical.
 */
public final class CleanupTempFiles implements Treatment {

  public static final String ID = "cleanup_temp_files";

  private static final Duration WINDOW = Duration.ofSeconds(30);

  /**
   * One rung.
   *
   * @param olderThan no time of what is removed is younger
   */
  public record Age(Duration olderThan, Mode mode) {}

  /**
   * What may be removed, and how much of it.
   *
   * @param roots folders of the host that hold temporary files
   * @param ages the mildest first
   * @param stopBelowDiskPercent, stopBelowInodesPercent where a sweep ends: below the clear side
   * @param maxEntries, maxBytes, maxTime hard bounds of one sweep
   * @param wholeFolders whether a folder at the top of a root goes entirely or not at all
   */
  public record Options(
      List<Path> roots,
      List<Age> ages,
      double stopBelowDiskPercent,
      double stopBelowInodesPercent,
      long maxEntries,
      long maxBytes,
      Duration maxTime,
      boolean wholeFolders) {

    static final long MOST_ENTRIES = 200_000;
    static final long MOST_BYTES = 20L << 30;
    static final Duration MOST_TIME = Duration.ofSeconds(60);

    public static final Options DEFAULTS =
        new Options(
            Stream.of("/tmp", "/var/tmp").map(Path::of).toList(),
            List.of(
                new Age(Duration.ofDays(7), Mode.AUTO),
                new Age(Duration.ofDays(3), Mode.APPROVE),
                new Age(Duration.ofDays(1), Mode.APPROVE)),
            88,
            88,
            MOST_ENTRIES,
            MOST_BYTES,
            MOST_TIME,
            true);

    public Options {
      maxEntries = Math.clamp(maxEntries, 0, MOST_ENTRIES);
      maxBytes = Math.clamp(maxBytes, 0, MOST_BYTES);
      maxTime = maxTime.compareTo(MOST_TIME) > 0 ? MOST_TIME : maxTime;
    }
  }

  private final Options options;
  private final Roots roots;
  private final Statfs statfs;
  private final InstantSource clock;

  public CleanupTempFiles(Options options, Roots roots, Statfs statfs, InstantSource clock) {
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
    boolean isInodes = condition.signal() == Signal.INODES;
    boolean isOurs = isInodes || condition.signal() == Signal.DISK;
    if (!isOurs || condition.instance().isEmpty() || options.roots().isEmpty()) {
      return List.of();
    }
    return options.ages().stream()
        .filter(age -> age.mode() != Mode.OFF)
        .<Step>map(age -> step(age, condition.instance(), isInodes))
        .toList();
  }

  private Step step(Age age, String mount, boolean isInodes) {
    DescribedStep.Description description =
        new DescribedStep.Description(
            ID,
            "older than " + days(age.olderThan()),
            mount,
            2,
            age.mode(),
            WINDOW,
            options.maxTime().plusSeconds(30));
    Filling filling = new Filling(roots, statfs, mount, isInodes);
    return new SweepStep(description, age.olderThan(), options, roots, filling, clock);
  }

  private static String days(Duration age) {
    return age.toSeconds() % 86_400 == 0 ? age.toDays() + " d" : age.toSeconds() + " s";
  }
}
