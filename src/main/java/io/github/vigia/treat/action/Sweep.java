package io.github.vigia.treat.action;

import io.github.vigia.kernel.FileStatus;
import io.github.vigia.kernel.Folder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Removes what is old below a folder, with the semantics of systemd-tmpfiles(8) and, beyond it, the
 * protection of files that are open or mapped. Works on folder descriptors from the root on, so no
 * exchange of a folder for a link can lead it outside. One thread, one run.
 */
final class Sweep {

  private static final int DEEPEST = 64;

  /** What belongs to running systems and is never swept, at the top of the root. */
  private static final Pattern KEPT_AT_TOP =
      Pattern.compile(
          "\\.(X11|ICE|XIM|font|Test)-unix|\\.X\\d+-lock|systemd-private-.*|snap-private-tmp"
              + "|hsperfdata_.*|\\.esd-.*|ssh-.*|tmux-.*|lost\\+found");

  /** Why an entry was left. */
  enum Kept {
    YOUNG,
    OPEN,
    LOCKED,
    STICKY,
    DEVICE,
    LIVE_SOCKET,
    MOUNT,
    NAME,
    DEPTH,
    CHANGED_MEANWHILE,
    /** It holds more than one sweep may remove. */
    TOO_LARGE,
    REFUSED
  }

  /**
   * How far one sweep may go.
   *
   * @param olderThan seconds since the epoch before which all times of an entry must lie
   * @param entries at most these are removed
   * @param bytes at most these are freed
   */
  record Bounds(long olderThan, long entries, long bytes) {}

  /**
   * What decides about an entry besides its times.
   *
   * @param rootfs where the host's root is seen from here: the exclusions are of the host
   * @param wholeFolders whether a folder at the top goes entirely or not at all, by the newest time
   *     of anything in it
   */
  record Rules(LiveFiles live, Exclusions exclusions, String rootfs, boolean wholeFolders) {}

  /**
   * When to end early.
   *
   * @param isOver whether it must stop as soon as it can
   * @param isEnough whether the reason for the sweep is gone; a folder that goes entirely does so
   * @param everyEntries, everyBytes after so many of either they are asked again
   */
  record Stop(
      BooleanSupplier isOver, BooleanSupplier isEnough, long everyEntries, long everyBytes) {}

  /** Who is told of each thing that would go, where nothing is to be touched. */
  interface Finding {

    /**
     * One thing, with all that is in it.
     *
     * @param newest the newest of its times, seconds since the epoch
     */
    void found(Folder parent, byte[] name, long newest, long entries, long bytes);
  }

  /**
   * What it did, or, looking only, would have done.
   *
   * @param bytes freed: blocks of files whose last name was removed
   */
  record Result(long seen, long removed, long bytes, Map<Kept, Long> kept) {}

  private final Bounds bounds;
  private final Rules rules;
  private final @Nullable Finding finding;
  private final Stop stop;
  private final Map<Kept, Long> kept = new EnumMap<>(Kept.class);
  private final InodeSet relinked = new InodeSet();
  private long mount;
  private long seen;
  private long removed;
  private long bytes;
  private long askAtEntries;
  private long askAtBytes;
  private boolean stopped;
  private boolean within;

  private Sweep(Bounds bounds, Rules rules, @Nullable Finding finding, Stop stop) {
    this.bounds = bounds;
    this.rules = rules;
    this.finding = finding;
    this.stop = stop;
    this.askAtEntries = stop.everyEntries() - 1;
    this.askAtBytes = stop.everyBytes();
  }

  /** One that removes. */
  static Sweep acting(Bounds bounds, Rules rules, Stop stop) {
    return new Sweep(bounds, rules, null, stop);
  }

  /** One that only looks. */
  static Sweep looking(Bounds bounds, Rules rules, Finding finding, Stop stop) {
    return new Sweep(bounds, rules, finding, stop);
  }

  /**
   * @param root absolute, and without a link in it
   * @throws IOException if the root is no folder or can't be read; what lies below never throws
   */
  Result run(Path root) throws IOException {
    if (!root.isAbsolute() || !root.toRealPath().equals(root)) {
      throw new IOException(root + ": not an absolute path without links, expected one");
    }
    try (Folder folder = Folder.openWithoutLinks(root)) {
      FileStatus status = folder.status();
      mount = status.mount();
      sweep(folder, status, 0);
    }
    return new Result(seen, removed, bytes, kept);
  }

  long removed() {
    return removed;
  }

  long bytes() {
    return bytes;
  }

  /** Whether the sweep ended before it had seen everything. */
  boolean wasStopped() {
    return stopped;
  }

  /** Whether nothing is left in the folder. */
  private boolean sweep(Folder folder, FileStatus self, int depth) throws IOException {
    boolean changed = false;
    boolean isEmpty = true;
    for (List<byte[]> some = folder.next(); !some.isEmpty(); some = folder.next()) {
      for (byte[] name : some) {
        if (isOver()) {
          restore(folder, self, changed);
          return false;
        }
        seen++;
        boolean gone = entry(folder, name, depth);
        changed |= gone;
        isEmpty &= gone;
      }
    }
    restore(folder, self, changed);
    return isEmpty;
  }

  private void restore(Folder folder, FileStatus self, boolean changed) {
    if (changed && finding == null) {
      folder.restoreTimes(self);
    }
  }

  private boolean isOver() {
    if (!stopped && (seen >= askAtEntries || bytes >= askAtBytes)) {
      askAtEntries = seen + stop.everyEntries();
      askAtBytes = bytes + stop.everyBytes();
      stopped = stop.isOver().getAsBoolean() || (!within && stop.isEnough().getAsBoolean());
    }
    // What must go entirely is not left half way.
    boolean full = !within && (removed >= bounds.entries() || bytes >= bounds.bytes());
    return stopped || full;
  }

  /** Whether the entry is gone. */
  private boolean entry(Folder parent, byte[] name, int depth) {
    FileStatus status = parent.status(name);
    if (status == null) {
      return true;
    }
    if (status.isMountRoot() || status.mount() != mount) {
      return keep(Kept.MOUNT);
    }
    if ((depth == 0 && KEPT_AT_TOP.matcher(Folder.text(name)).matches())
        || rules.exclusions().covers(hostPath(parent, name))) {
      return keep(Kept.NAME);
    }
    return status.isFolder()
        ? sweepFolder(parent, name, status, depth)
        : sweepFile(parent, name, status);
  }

  private boolean sweepFolder(Folder parent, byte[] name, FileStatus status, int depth) {
    if (depth >= DEEPEST) {
      return keep(Kept.DEPTH);
    }
    boolean isWhole = depth == 0 && rules.wholeFolders();
    boolean isEmpty;
    try (Folder folder = parent.child(name)) {
      if (folder == null) {
        return keep(Kept.REFUSED);
      }
      FileStatus opened = folder.status();
      if (!opened.isSameAs(status) || opened.mount() != mount) {
        return keep(Kept.CHANGED_MEANWHILE);
      }
      if (!folder.tryLock()) {
        return keep(Kept.LOCKED);
      }
      if (isWhole) {
        return whole(parent, name, folder, status);
      }
      isEmpty = sweep(folder, opened, depth + 1);
    } catch (IOException _) {
      // Removed by somebody else while it was read.
      return keep(Kept.CHANGED_MEANWHILE);
    }
    return remove(parent, name, status, isEmpty);
  }

  private boolean remove(Folder parent, byte[] name, FileStatus status, boolean isEmpty) {
    if (rules.exclusions().coversFolder(hostPath(parent, name))) {
      return keep(Kept.NAME);
    }
    if (rules.live().isOpen(status.device(), status.inode())) {
      return keep(Kept.OPEN);
    }
    if (!isOld(status)) {
      return keep(Kept.YOUNG);
    }
    if (!isEmpty) {
      return false;
    }
    if (finding != null) {
      finding.found(parent, name, newest(status), 1, 0);
      return count(0);
    }
    return parent.removeFolder(name) && count(0);
  }

  /** A folder at the top: all of it must be such that it can go, or nothing of it goes. */
  private boolean whole(Folder parent, byte[] name, Folder folder, FileStatus status)
      throws IOException {
    Whole look = new Whole();
    Sweep inside = new Sweep(unbounded(), rules, look, stop);
    inside.mount = mount;
    inside.within = true;
    look.add(newest(status), 1, 0);
    boolean isEmpty = inside.sweep(folder, status, 1);
    seen += inside.seen;
    stopped |= inside.stopped;
    Kept obstacle = isEmpty ? obstacle(parent, name, status) : inside.reason();
    if (obstacle == null
        && (look.entries > bounds.entries() - removed || look.bytes > bounds.bytes() - bytes)) {
      obstacle = Kept.TOO_LARGE;
    }
    if (obstacle != null) {
      return keep(obstacle);
    }
    if (finding != null) {
      finding.found(parent, name, look.newest, look.entries, look.bytes);
      removed += look.entries;
      bytes += look.bytes;
      return true;
    }
    folder.rewind();
    within = true;
    boolean nowEmpty = sweep(folder, status, 1);
    within = false;
    askAtBytes = bytes;
    return nowEmpty && parent.removeFolder(name) && count(0);
  }

  private Bounds unbounded() {
    return new Bounds(bounds.olderThan(), Long.MAX_VALUE, Long.MAX_VALUE);
  }

  private @Nullable Kept obstacle(Folder parent, byte[] name, FileStatus status) {
    if (rules.exclusions().coversFolder(hostPath(parent, name))) {
      return Kept.NAME;
    }
    if (rules.live().isOpen(status.device(), status.inode())) {
      return Kept.OPEN;
    }
    return isOld(status) ? null : Kept.YOUNG;
  }

  /** The first reason why something was left. */
  private Kept reason() {
    return kept.keySet().stream().findFirst().orElse(Kept.CHANGED_MEANWHILE);
  }

  private boolean sweepFile(Folder parent, byte[] name, FileStatus status) {
    if (status.isSticky()) {
      return keep(Kept.STICKY);
    }
    if (status.isDevice()) {
      return keep(Kept.DEVICE);
    }
    if (status.isSocket() && rules.live().isSocket(hostPath(parent, name))) {
      return keep(Kept.LIVE_SOCKET);
    }
    if (rules.live().isOpen(status.device(), status.inode())
        || rules.live().isHidden(status.uid())) {
      return keep(Kept.OPEN);
    }
    // Removing another name of it has just set its change time.
    boolean wasChangedByUs = relinked.contains(status.device(), status.inode());
    if (!isOld(status) || (status.changed() >= bounds.olderThan() && !wasChangedByUs)) {
      return keep(Kept.YOUNG);
    }
    long freed = status.isRegular() && status.links() == 1 ? status.bytes() : 0;
    if (freed > bounds.bytes() - bytes) {
      return keep(Kept.TOO_LARGE);
    }
    if (finding != null) {
      finding.found(parent, name, Math.max(newest(status), status.changed()), 1, freed);
      return count(freed);
    }
    if (!parent.removeFile(name)) {
      return keep(Kept.REFUSED);
    }
    if (status.links() > 1) {
      relinked.add(status.device(), status.inode());
    }
    return count(freed);
  }

  /** Not by the change time, which is set for a folder by removing what was in it. */
  private boolean isOld(FileStatus status) {
    return newest(status) < bounds.olderThan();
  }

  private static long newest(FileStatus status) {
    return Math.max(Math.max(status.accessed(), status.modified()), status.born());
  }

  private boolean count(long freed) {
    removed++;
    bytes += freed;
    return true;
  }

  private boolean keep(Kept why) {
    kept.merge(why, 1L, Long::sum);
    return false;
  }

  /** The path as the host itself sees it. */
  private String hostPath(Folder parent, byte[] name) {
    String path = parent.path() + "/" + Folder.text(name);
    String rootfs = rules.rootfs();
    return rootfs.equals("/") ? path : path.substring(rootfs.length());
  }

  /** What a folder at the top holds. */
  private static final class Whole implements Finding {
    private long newest = Long.MIN_VALUE;
    private long entries;
    private long bytes;

    private void add(long time, long moreEntries, long moreBytes) {
      newest = Math.max(newest, time);
      entries += moreEntries;
      bytes += moreBytes;
    }

    @Override
    public void found(Folder parent, byte[] name, long time, long more, long moreBytes) {
      add(time, more, moreBytes);
    }
  }
}
