package io.github.vigia.treat.action;

import java.nio.file.Path;
import java.util.List;

/** Which folders may never be the root of a sweep, whatever the settings say. */
final class SweepRoots {

  /** Neither these, nor what is in them, nor what they are in. */
  private static final List<Path> NEVER =
      List.of(
              "/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/libx32", "/proc",
              "/sbin", "/sys", "/usr")
          .stream()
          .map(Path::of)
          .toList();

  /** Neither these nor what they are in; a spool in them may be. */
  private static final List<Path> NOT_ITSELF =
      List.of(
              "/home",
              "/mnt",
              "/media",
              "/opt",
              "/root",
              "/run",
              "/srv",
              "/var/cache",
              "/var/lib",
              "/var/log",
              "/var/mail",
              "/var/spool")
          .stream()
          .map(Path::of)
          .toList();

  private SweepRoots() {}

  /** Why a folder of the host may not be swept; empty if it may. */
  static String refusal(Path root) {
    if (!root.isAbsolute() || !root.normalize().equals(root)) {
      return root + " is no plain absolute path";
    }
    for (Path kept : NEVER) {
      if (root.startsWith(kept) || kept.startsWith(root)) {
        return root + " is never swept, because of " + kept;
      }
    }
    for (Path kept : NOT_ITSELF) {
      if (kept.startsWith(root)) {
        return root + " is never swept as a whole, because of " + kept;
      }
    }
    return "";
  }
}
