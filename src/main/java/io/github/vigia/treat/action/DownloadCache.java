package io.github.vigia.treat.action;

import io.github.vigia.kernel.FileStatus;
import io.github.vigia.kernel.Folder;
import io.github.vigia.kernel.LockTable;
import io.github.vigia.kernel.PidStat;
import io.github.vigia.kernel.ProcessFolders;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Text;
import io.github.vigia.treat.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A package cache that is a folder of files, with the locks and the names of who works on it. */
final class DownloadCache implements PackageCache {

  private static final int DEEPEST = 4;

  /**
   * What is known of a package manager.
   *
   * @param folders of its downloads; the first that is there is the one in use
   * @param files names of what is removed
   * @param locks files that it locks while it works
   * @param markers files that are there while it works
   * @param workers names of its processes
   */
  record Kind(
      String name,
      List<String> folders,
      Pattern files,
      List<String> locks,
      List<String> markers,
      Set<String> workers,
      List<String> argv) {}

  static final Kind APT =
      new Kind(
          "apt",
          List.of("/var/cache/apt/archives"),
          Pattern.compile(".*\\.deb"),
          List.of(
              "/var/lib/dpkg/lock-frontend",
              "/var/lib/dpkg/lock",
              "/var/cache/apt/archives/lock",
              "/var/lib/apt/lists/lock"),
          List.of(),
          Set.of("apt", "apt-get", "apt.systemd.dai", "aptitude", "dpkg", "unattended-upgr"),
          List.of("apt-get", "clean"));

  static final Kind DNF =
      new Kind(
          "dnf",
          List.of("/var/cache/libdnf5", "/var/cache/dnf"),
          Pattern.compile(".*\\.d?rpm"),
          List.of("/var/lib/rpm/.rpm.lock", "/usr/lib/sysimage/rpm/.rpm.lock"),
          List.of(),
          Set.of("dnf", "dnf5", "dnf-automatic", "packagekitd", "rpm", "yum"),
          List.of("dnf", "clean", "packages"));

  static final Kind PACMAN =
      new Kind(
          "pacman",
          List.of("/var/cache/pacman/pkg"),
          Pattern.compile(".*\\.pkg\\.tar\\.[a-z0-9]+"),
          List.of(),
          List.of("/var/lib/pacman/db.lck"),
          Set.of("pacman", "paccache"),
          List.of("paccache", "-rk2"));

  static final Kind APK =
      new Kind(
          "apk",
          List.of("/etc/apk/cache", "/var/cache/apk"),
          Pattern.compile(".*\\.apk"),
          List.of("/lib/apk/db/lock", "/usr/lib/apk/db/lock"),
          List.of(),
          Set.of("apk"),
          List.of("apk", "cache", "clean"));

  private final Kind kind;
  private final Roots roots;

  DownloadCache(Kind kind, Roots roots) {
    this.kind = kind;
    this.roots = roots;
  }

  /** All that are known here. */
  static List<PackageCache> all(Roots roots) {
    return List.of(
        new DownloadCache(APT, roots),
        new DownloadCache(DNF, roots),
        new DownloadCache(PACMAN, roots),
        new DownloadCache(APK, roots));
  }

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public boolean isPresent(Programs programs) {
    return programs.has(kind.argv().getFirst())
        && kind.folders().stream().anyMatch(folder -> Files.isDirectory(roots.root(folder)));
  }

  @Override
  public Path folder() {
    return Path.of(
        kind.folders().stream()
            .filter(folder -> Files.isDirectory(roots.root(folder)))
            .findFirst()
            .orElse(kind.folders().getFirst()));
  }

  @Override
  public List<String> argv() {
    return kind.argv();
  }

  @Override
  public long bytes() throws IOException {
    // The folder itself may be reached through a link, as the one of apk is.
    try (Folder folder = Folder.openWithoutLinks(roots.root(folder().toString()).toRealPath())) {
      return bytes(folder, 0);
    }
  }

  private long bytes(Folder folder, int depth) throws IOException {
    long sum = 0;
    for (List<byte[]> some = folder.next(); !some.isEmpty(); some = folder.next()) {
      for (byte[] name : some) {
        FileStatus status = folder.status(name);
        if (status == null) {
          continue;
        }
        if (status.isFolder() && depth < DEEPEST) {
          sum += below(folder, name, depth);
        } else if (status.isRegular() && kind.files().matcher(Folder.text(name)).matches()) {
          sum += status.bytes();
        }
      }
    }
    return sum;
  }

  private long below(Folder folder, byte[] name, int depth) throws IOException {
    try (Folder child = folder.child(name)) {
      return child == null ? 0 : bytes(child, depth + 1);
    }
  }

  @Override
  public String obstacle() throws IOException {
    for (String marker : kind.markers()) {
      if (Files.exists(roots.root(marker))) {
        return marker + " is there: " + kind.name() + " is at work";
      }
    }
    LockTable locks = locks();
    for (String lock : kind.locks()) {
      Path file = roots.root(lock);
      if (Files.exists(file) && locks.isLocked((Long) Files.getAttribute(file, "unix:ino"))) {
        return lock + " is locked: " + kind.name() + " is at work";
      }
    }
    return worker();
  }

  private LockTable locks() throws IOException {
    byte[] bytes = Files.readAllBytes(roots.proc("locks"));
    return LockTable.parse(new Text(bytes, bytes.length));
  }

  private String worker() throws IOException {
    ProcessFolders folders = ProcessFolders.of(roots.procfs());
    int count = folders.list();
    for (int i = 0; i < count; i++) {
      int pid = folders.pid(i);
      if (folders.read(pid, "comm")) {
        Text text = folders.text();
        String name = PidStat.printable(text.copy(0, text.length()), 0, text.length()).strip();
        if (kind.workers().contains(name)) {
          return name + " is at work (process " + pid + ")";
        }
      }
    }
    return "";
  }
}
