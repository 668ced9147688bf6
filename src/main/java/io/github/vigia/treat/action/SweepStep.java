package io.github.vigia.treat.action;

import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.Folder;
import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One rung of {@link CleanupTempFiles}: what is older than an age, on one filesystem. */
final class SweepStep extends DescribedStep {

  private static final long LOOK_EVERY = 1000;

  private final Duration olderThan;
  private final CleanupTempFiles.Options options;
  private final Roots roots;
  private final Filling filling;
  private final InstantSource clock;
  private @Nullable Plan planned;

  /**
   * What was promised.
   *
   * @param limit seconds since the epoch: what is older goes
   */
  private record Plan(Preview preview, long limit) {}

  SweepStep(
      Description description,
      Duration olderThan,
      CleanupTempFiles.Options options,
      Roots roots,
      Filling filling,
      InstantSource clock) {
    super(description);
    this.olderThan = olderThan;
    this.options = options;
    this.roots = roots;
    this.filling = filling;
    this.clock = clock;
  }

  @Override
  public Preview preview() throws IOException {
    FilesystemStatistics now = filling.ask();
    double excess = filling.excess(now, goal());
    if (excess <= 0) {
      return nothing("%s is at %.0f %%: no need".formatted(target(), filling.percent(now)));
    }
    if (now.readonly()) {
      return nothing(target() + " is read-only");
    }
    List<String> refusals = new ArrayList<>();
    List<Path> folders = folders(refusals);
    if (folders.isEmpty()) {
      return nothing(
          "no folder of temporary files is on "
              + target()
              + (refusals.isEmpty() ? "" : ": " + String.join("; ", refusals)));
    }
    Look look = new Look(clock.instant().minus(olderThan).getEpochSecond());
    look.at(folders, rules());
    Plan plan = look.plan(now, excess, folders, refusals);
    planned = plan;
    return plan.preview();
  }

  private Preview nothing(String why) {
    planned = null;
    return Preview.nothing(why);
  }

  @Override
  public Effect act(Preview preview, Run run) throws IOException {
    Plan plan = planned;
    if (plan == null || !plan.preview().equals(preview)) {
      // It is of an earlier look, for one before a restart: what was old then still is.
      preview();
      plan = planned;
    }
    if (plan == null) {
      return Effect.none("there is nothing left to do on " + target());
    }
    return new Act(run, preview.amount()).sweep(plan.limit());
  }

  private double goal() {
    return filling.isInodes() ? options.stopBelowInodesPercent() : options.stopBelowDiskPercent();
  }

  private Sweep.Rules rules() throws IOException {
    return new Sweep.Rules(
        LiveFiles.read(roots.procfs()),
        Exclusions.read(roots),
        roots.rootfs().toString(),
        options.wholeFolders());
  }

  /** The roots on this filesystem that may be swept, as this program reaches them. */
  private List<Path> folders(List<String> refusals) throws IOException {
    MountTable mounts = MountTable.read(roots);
    List<Path> folders = new ArrayList<>();
    for (Path root : options.roots()) {
      String why = mounts.isOn(root.toString(), target()) ? refusal(root) : null;
      if (why != null && why.isEmpty()) {
        folders.add(roots.root(root.toString()));
      } else if (why != null) {
        refusals.add(why);
      }
    }
    return folders;
  }

  private String refusal(Path root) throws IOException {
    String refusal = SweepRoots.refusal(root);
    if (!refusal.isEmpty()) {
      return refusal;
    }
    Path path = roots.root(root.toString());
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || !path.toRealPath().equals(path)) {
      return root + " is no folder, or reached through a link";
    }
    Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    boolean isTrusted =
        owner.equals(0)
            // Of the folder behind the link, which is this process: the link itself is root's.
            || owner.equals(Files.getAttribute(roots.proc("self"), "unix:uid"));
    return isTrusted ? "" : root + " belongs to user " + owner + ", not to root";
  }

  private static String text(Map<Sweep.Kept, Long> kept) {
    return kept.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  /** One thing that would go, while the oldest are sought. */
  private record Item(String path, long newest) {}

  /** A look at all roots that touches nothing. */
  private final class Look implements Sweep.Finding {
    private final long limit;
    private final Ages ages;
    private final Instant end = clock.instant().plus(options.maxTime());
    private final PriorityQueue<Item> oldest =
        new PriorityQueue<>(Comparator.comparingLong(Item::newest).reversed());
    private final Map<Sweep.Kept, Long> kept = new EnumMap<>(Sweep.Kept.class);
    private boolean wasStopped;

    private Look(long limit) {
      this.limit = limit;
      this.ages = new Ages(limit);
    }

    private void at(List<Path> folders, Sweep.Rules rules) throws IOException {
      Sweep.Bounds bounds = new Sweep.Bounds(limit, Long.MAX_VALUE, Long.MAX_VALUE);
      for (Path folder : folders) {
        Sweep sweep =
            Sweep.looking(
                bounds,
                rules,
                this,
                new Sweep.Stop(this::isOver, () -> false, LOOK_EVERY, Long.MAX_VALUE));
        sweep.run(folder).kept().forEach((why, count) -> kept.merge(why, count, Long::sum));
        wasStopped |= sweep.wasStopped();
      }
    }

    private boolean isOver() {
      return !clock.instant().isBefore(end);
    }

    @Override
    public void found(Folder parent, byte[] name, long newest, long entries, long bytes) {
      if (entries > options.maxEntries() || bytes > options.maxBytes()) {
        kept.merge(Sweep.Kept.TOO_LARGE, 1L, Long::sum);
        return;
      }
      ages.add(newest, entries, bytes);
      Item youngest = oldest.peek();
      if (youngest == null || oldest.size() < Preview.MOST_ITEMS || newest < youngest.newest()) {
        oldest.add(new Item(parent.path() + "/" + Folder.text(name), newest));
        if (oldest.size() > Preview.MOST_ITEMS) {
          oldest.remove();
        }
      }
    }

    private Plan plan(
        FilesystemStatistics now, double excess, List<Path> folders, List<String> refusals) {
      long chosen = ages.limitFor(excess, filling.isInodes());
      long entries = Math.min(ages.entriesOlderThan(chosen), options.maxEntries());
      long bytes = Math.min(ages.bytesOlderThan(chosen), options.maxBytes());
      double amount = (double) (filling.isInodes() ? entries : bytes);
      List<String> items =
          oldest.stream()
              .filter(item -> item.newest() < chosen)
              .sorted(Comparator.comparingLong(Item::newest))
              .map(Item::path)
              .toList();
      boolean helps = filling.counts(amount, now);
      String summary =
          "%s %,d entries (%s) below %s, unused since %s%s%s%s"
              .formatted(
                  helps ? "would remove" : "too little to help:",
                  entries,
                  Size.text(bytes),
                  folders.stream().map(Path::toString).collect(Collectors.joining(", ")),
                  Instant.ofEpochSecond(chosen),
                  kept.isEmpty() ? "" : "; left: " + text(kept),
                  refusals.isEmpty() ? "" : "; refused: " + String.join("; ", refusals),
                  wasStopped ? "; not all was looked at in time" : "");
      return new Plan(new Preview(helps, summary, amount, items), chosen);
    }
  }

  /** A sweep of all roots, until the reason for it is gone. */
  private final class Act {
    private final Run run;
    private final double promised;
    private final Instant end = clock.instant().plus(options.maxTime());
    private final Map<Sweep.Kept, Long> kept = new EnumMap<>(Sweep.Kept.class);
    private long entries;
    private long bytes;
    private @Nullable Sweep current;

    private Act(Run run, double promised) {
      this.run = run;
      this.promised = promised;
    }

    private Effect sweep(long limit) throws IOException {
      FilesystemStatistics before = filling.ask();
      Sweep.Stop stop = stop(filling.excess(before, goal()));
      Sweep.Rules rules = rules();
      for (Path folder : folders(new ArrayList<>())) {
        if (isOver() || isEnough()) {
          break;
        }
        Sweep sweep = Sweep.acting(bounds(limit), rules, stop);
        current = sweep;
        sweep.run(folder).kept().forEach((why, count) -> kept.merge(why, count, Long::sum));
        current = null;
        entries += sweep.removed();
        bytes += sweep.bytes();
        run.did(effect(List.of()));
      }
      return effect(details(before, filling.ask()));
    }

    /** Asks often enough to stop close behind the goal. */
    private Sweep.Stop stop(double excess) {
      long part = (long) excess / 8;
      return new Sweep.Stop(
          this::isOver,
          this::isEnough,
          filling.isInodes() ? Math.clamp(part, 1, LOOK_EVERY) : LOOK_EVERY,
          filling.isInodes() ? Long.MAX_VALUE : Math.clamp(part, 1 << 16, 64 << 20));
    }

    /** What is left of the bounds and of the promise. */
    private Sweep.Bounds bounds(long limit) {
      long mostEntries = filling.isInodes() ? (long) promised : options.maxEntries();
      long mostBytes = filling.isInodes() ? options.maxBytes() : (long) promised;
      return new Sweep.Bounds(
          limit,
          Math.min(mostEntries, options.maxEntries()) - entries,
          Math.min(mostBytes, options.maxBytes()) - bytes);
    }

    private boolean isOver() {
      run.did(effect(List.of()));
      return run.isOver() || !clock.instant().isBefore(end);
    }

    private boolean isEnough() {
      try {
        return filling.excess(filling.ask(), goal()) <= 0;
      } catch (IOException _) {
        // What can't be asked may be in a bad way: no reason to go on.
        return true;
      }
    }

    private Effect effect(List<String> details) {
      Sweep sweep = current;
      long removed = entries + (sweep == null ? 0 : sweep.removed());
      long freed = bytes + (sweep == null ? 0 : sweep.bytes());
      return new Effect(
          (double) (filling.isInodes() ? removed : freed),
          filling.unit(),
          "removed %,d entries, %s".formatted(removed, Size.text(freed)),
          details);
    }

    private List<String> details(FilesystemStatistics before, FilesystemStatistics after) {
      List<String> details = new ArrayList<>();
      long freed = before.usedBytes() - after.usedBytes();
      details.add(
          "%s: %.1f %% before, %.1f %% after"
              .formatted(target(), filling.percent(before), filling.percent(after)));
      if (!filling.isInodes() && bytes > 0 && freed < bytes / 2) {
        details.add(
            "the filesystem has only %s more room: somebody else writes, or snapshots keep the space"
                .formatted(Size.text(freed)));
      }
      if (!kept.isEmpty()) {
        details.add("left: " + text(kept));
      }
      return details;
    }
  }
}
