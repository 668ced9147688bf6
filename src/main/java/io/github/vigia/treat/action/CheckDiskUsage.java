package io.github.vigia.treat.action;

import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.Mount;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code check_disk_usage}: tells which filesystems are nearly full, and what keeps space that no
 * name shows. Looks only, and claims no effect.
 */
public final class CheckDiskUsage implements Treatment {

  public static final String ID = "check_disk_usage";

  /** Asking one of these may take for ever; their own server watches them. */
  private static final Set<String> REMOTE =
      Set.of(
          "9p",
          "afs",
          "autofs",
          "beegfs",
          "ceph",
          "cifs",
          "coda",
          "glusterfs",
          "lustre",
          "ncpfs",
          "nfs",
          "nfs4",
          "ocfs2",
          "smb3",
          "smbfs");

  /**
   * What is told of.
   *
   * @param percent above which a filesystem is told of
   * @param deletedBytes from which on files without a name are told of
   */
  public record Options(Mode mode, double percent, long deletedBytes) {

    public static final Options DEFAULTS = new Options(Mode.AUTO, 90, 100 << 20);
  }

  private final Options options;
  private final Roots roots;
  private final Statfs statfs;

  public CheckDiskUsage(Options options, Roots roots, Statfs statfs) {
    this.options = options;
    this.roots = roots;
    this.statfs = statfs;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    boolean isOurs = condition.signal() == Signal.DISK || condition.signal() == Signal.INODES;
    return isOurs && !condition.instance().isEmpty() && options.mode() != Mode.OFF
        ? List.of(new Report(condition.instance()))
        : List.of();
  }

  /** The report, of all filesystems, whichever of them is critical. */
  private final class Report extends DescribedStep {

    private Report(String mount) {
      super(
          new Description(
              ID, "report", mount, 1, options.mode(), Duration.ZERO, Duration.ofSeconds(30)));
    }

    @Override
    public Preview preview() throws IOException {
      List<String> lines = lines();
      return new Preview(!lines.isEmpty(), summary(lines), 0, lines);
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      List<String> lines = lines();
      return new Effect(0, "", summary(lines), lines);
    }

    private String summary(List<String> lines) {
      return lines.isEmpty()
          ? "no filesystem is over %.0f %%".formatted(options.percent())
          : "over %.0f %%: ".formatted(options.percent()) + String.join("; ", lines);
    }
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    Set<String> devices = new HashSet<>();
    for (Mount mount : MountTable.read(roots).all()) {
      boolean isLocal = !REMOTE.contains(mount.type()) && !mount.type().startsWith("fuse");
      if (isLocal && devices.add(mount.device())) {
        tell(mount, lines);
      }
    }
    DeletedFiles.Total deleted = DeletedFiles.total(roots);
    if (deleted.bytes() >= options.deletedBytes()) {
      lines.add(
          "%s in %d files that are deleted but still open"
              .formatted(Size.text(deleted.bytes()), deleted.files()));
    }
    return lines;
  }

  private void tell(Mount mount, List<String> lines) {
    FilesystemStatistics now;
    try {
      now = statfs.ask(mount.mountPoint());
    } catch (IOException _) {
      // Not ours to see, or gone meanwhile.
      return;
    }
    boolean isImage = now.readonly() || now.blocks() == 0;
    if (!isImage && now.usedPercent() >= options.percent()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s %.1f %% used, %s free",
              mount.mountPoint(),
              now.usedPercent(),
              Size.text(now.available() * now.blockBytes())));
    }
    if (!isImage && now.inodesPercent() >= options.percent()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s %.1f %% of its inodes used, %,d free",
              mount.mountPoint(),
              now.inodesPercent(),
              now.filesFree()));
    }
  }
}
