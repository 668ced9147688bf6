package io.github.vigia.treat.action;

import io.github.vigia.kernel.PidStatus;
import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which processes are never ended to get rid of their zombies. */
final class ProtectedProcesses {

  /** Programs without which the host, or the way to it, is gone. */
  private static final Pattern NAMES =
      Pattern.compile(
          "init|systemd.*|\\(sd-.*|dbus-.*|sshd.*|agetty|login|udevd|.*journald|NetworkManager"
              + "|networkd|wpa_supplicant|dhclient|dhcpcd|connmand|containerd.*|dockerd"
              + "|docker-proxy|conmon|crio|kubelet|runc|crun|podman|lxc.*|libvirtd|virt.*|qemu.*"
              + "|tini|dumb-init|catatonit|s6-.*|runsv.*|postgres.*|mysqld|mariadbd|mongod|redis-.*"
              + "|oracle.*|apt.*|dpkg|dnf|yum|rpm|pacman|apk|zypper|fsck.*|e2fsck|mkfs.*|mke2fs"
              + "|xfs_repair|rsync|borg|restic|tar|multipathd|lvmetad|dmeventd|iscsid|mdadm"
              + "|polkitd|crond?|tmux.*|screen");

  private static final int LEAST_SCORE = -1000;

  private ProtectedProcesses() {}

  /** Why it must not be ended; empty if it may be. */
  static String reason(Roots roots, RunningProcess process, Set<String> alsoKept) {
    PidStatus status = process.status(roots);
    if (process.pid() <= 2 || status == null || status.parent() == 2) {
      return "is the kernel's or the first process";
    }
    if (isAncestorOfUs(process.pid())) {
      return "is this program or an ancestor of it";
    }
    if (status.innermostPid() == 1) {
      return "is the first process of a container";
    }
    if (NAMES.matcher(process.name()).matches() || alsoKept.contains(process.name())) {
      return "is protected by its name";
    }
    if (isNeverKilled(roots, process.pid())) {
      return "is exempt from the kernel's own killing";
    }
    String service = process.service(roots);
    return service.isEmpty() ? "" : "belongs to " + service + ": that is to be restarted instead";
  }

  private static boolean isAncestorOfUs(int pid) {
    @Nullable ProcessHandle handle = ProcessHandle.current();
    while (handle != null) {
      if (handle.pid() == pid) {
        return true;
      }
      handle = handle.parent().orElse(null);
    }
    return false;
  }

  private static boolean isNeverKilled(Roots roots, int pid) {
    try {
      String score = Files.readString(roots.proc(pid + "/oom_score_adj")).strip();
      return Integer.parseInt(score) <= LEAST_SCORE;
    } catch (IOException | NumberFormatException _) {
      // What can't be told is taken for the case in which nothing is done.
      return true;
    }
  }
}
