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

/**
 * Removes what is old below a folder, with the semantics of systemd-tmpfiles(8) and, beyond it, the
 * protection of files that are open or mapped. Works on folder descriptors from the root on, so no
 * exchange of a folder for a link can lead it outside. One thread, one run.
 */
final class Sweep {

  private static final int DEEPEST = 64;
  private static final int ASK_EVERY = 1000;

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
    REFUSED
  }

  /**
   * How far one sweep may go.
   *
   * @param olderThan seconds since the epoch before which all times of an entry must lie
   * @param entries at most these are removed
   * @param bytes at most these are freed, but for the last entry
   */
  record Bounds(long olderThan, long entries, long bytes) {}

  /**
   * What it did, or, dry, would have done.
   *
   * @param bytes freed: blocks of files whose last name was removed
   */
  record Result(long seen, long removed, long bytes, Map<Kept, Long> kept) {}

  private final Bounds bounds;
  private final LiveFiles live;
  private final boolean dry;
  private final BooleanSupplier enough;
  private final Map<Kept, Long> kept = new EnumMap<>(Kept.class);
  private long mount;
  private long seen;
  private long removed;
  private long bytes;
  private boolean stopped;

  /**
   * @param dry look only
   * @param enough asked now and then: whether the reason for the sweep is gone or its time is over
   */
  Sweep(Bounds bounds, LiveFiles live, boolean dry, BooleanSupplier enough) {
    this.bounds = bounds;
    this.live = live;
    this.dry = dry;
    this.enough = enough;
  }

  /**
   * @param root absolute, and without a link in it
   * @throws IOException if the root is no folder or can't be read; what lies below never throws
   */
  Result run(Path root) throws IOException {
    if (!root.isAbsolute() || !root.toRealPath().equals(root)) {
      throw new IOException(root + ": not an absolute path without links, expected one");
    }
    try (Folder folder = Folder.open(root)) {
      FileStatus status = folder.status();
      mount = status.mount();
      sweep(folder, status, 0);
    }
    return new Result(seen, removed, bytes, kept);
  }

  private void sweep(Folder folder, FileStatus self, int depth) throws IOException {
    boolean changed = false;
    List<byte[]> names = folder.names();
    for (byte[] name : names) {
      if (isOver()) {
        break;
      }
      seen++;
      FileStatus status = folder.status(name);
      if (status != null) {
        changed |=
            status.isFolder()
                ? sweepFolder(folder, name, status, depth)
                : sweepFile(folder, name, status, depth);
      }
    }
    if (changed) {
      folder.restoreTimes(self);
    }
  }

  private boolean isOver() {
    if (!stopped && seen % ASK_EVERY == ASK_EVERY - 1) {
      stopped = enough.getAsBoolean();
    }
    return stopped || removed >= bounds.entries() || bytes >= bounds.bytes();
  }

  private boolean sweepFolder(Folder parent, byte[] name, FileStatus status, int depth) {
    if (status.isMountRoot() || status.mount() != mount) {
      return keep(Kept.MOUNT);
    }
    if (depth == 0 && isKeptAtTop(name)) {
      return keep(Kept.NAME);
    }
    if (depth >= DEEPEST) {
      return keep(Kept.DEPTH);
    }
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
      sweep(folder, opened, depth + 1);
    } catch (IOException _) {
      // Removed by somebody else while it was read.
      return keep(Kept.CHANGED_MEANWHILE);
    }
    if (live.isOpen(status.device(), status.inode())) {
      return keep(Kept.OPEN);
    }
    // Not by its change time: removing what was in it has just set that.
    if (!isOld(status.accessed(), status.modified(), status.born())) {
      return keep(Kept.YOUNG);
    }
    return !dry && parent.removeFolder(name) && count(0);
  }

  private boolean sweepFile(Folder parent, byte[] name, FileStatus status, int depth) {
    if (status.isMountRoot()) {
      return keep(Kept.MOUNT);
    }
    if (depth == 0 && isKeptAtTop(name)) {
      return keep(Kept.NAME);
    }
    if (status.isSticky()) {
      return keep(Kept.STICKY);
    }
    if (status.isDevice()) {
      return keep(Kept.DEVICE);
    }
    if (status.isSocket() && live.isSocket(parent.path() + "/" + Folder.text(name))) {
      return keep(Kept.LIVE_SOCKET);
    }
    if (live.isOpen(status.device(), status.inode()) || live.isHidden(status.uid())) {
      return keep(Kept.OPEN);
    }
    if (!isOld(status.accessed(), status.modified(), status.born())
        || status.changed() >= bounds.olderThan()) {
      return keep(Kept.YOUNG);
    }
    long freed = status.isRegular() && status.links() == 1 ? status.blocks() * 512 : 0;
    if (dry) {
      count(freed);
      return false;
    }
    return parent.removeFile(name) ? count(freed) : keep(Kept.REFUSED);
  }

  private boolean isOld(long accessed, long modified, long born) {
    long limit = bounds.olderThan();
    return accessed < limit && modified < limit && born < limit;
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

  private static boolean isKeptAtTop(byte[] name) {
    return KEPT_AT_TOP.matcher(Folder.text(name)).matches();
  }
}
