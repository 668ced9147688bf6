package io.github.vigia.treat.action;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which processes must never be ended or held back, and which of the others most deserves it.
 *
 * @param self the agent
 * @param never names that the operator adds to those that are never touched
 * @param prefer names to choose before others
 * @param avoid names to choose after others
 */
record Victims(int self, Set<String> never, Set<String> prefer, Set<String> avoid) {

  private static final int BIAS = 300;
  private static final double GROWING = 0.25;
  private static final long YOUNGEST_SECONDS = 10;
  private static final int NEVER_BY_KERNEL = -1000;

  /** What a host, the way into it, or its data rest on. By the kernel's name of 15 bytes. */
  private static final Pattern PROTECTED =
      Pattern.compile(
          "init|systemd.*|\\(sd-pam\\)|dbus.*|sshd.*|dropbear|agetty|getty|login|su|sudo|udevd|"
              + "eudev|elogind.*|polkitd|NetworkManager|wpa_supplicant|dhclient|dhcpcd|networkd.*|"
              + "ifup|connmand|chronyd|ntpd|rsyslogd|syslog-ng|journald|auditd|cron|crond|atd|"
              + "dockerd|containerd.*|conmon|crio|runc|crun|podman|kubelet|kube-.*|k3s.*|etcd|"
              + "libvirtd|virtqemud|qemu.*|kvm|xenstored|firecracker|VBox.*|vmtoolsd|"
              + "postgres|postmaster|mysqld|mariadbd|mongod|redis-server|valkey-server|oracle.*|"
              + "ora_.*|db2.*|sqlservr|clickhouse.*|cassandra|influxd|slapd|memcached|"
              + "dpkg.*|apt.*|unattended-upgr|rpm|dnf|yum|zypper|packagekitd|pacman|apk|snapd|"
              + "fsck.*|e2fsck|mkfs.*|mke2fs|xfs_repair|btrfs|resize2fs|mdadm|lvm.*|dmeventd|"
              + "multipathd|cryptsetup|zpool|zfs|borg|restic|rsync|bacula.*|duplicity|tar|pg_dump|"
              + "mysqldump|monit|thermald|acpid|watchdogd?|earlyoom|nohang|oomd");

  /**
   * The one to end for its memory; null if there is none that may be.
   *
   * @param least bytes that it must give back
   */
  @Nullable Candidate forMemory(List<Candidate> all, long least) {
    Set<Integer> ancestors = ancestors(all);
    Candidate best = null;
    for (Candidate candidate : all) {
      boolean fits =
          refusal(candidate, ancestors).isEmpty() && candidate.memory().ownBytes() >= least;
      if (fits && (best == null || score(candidate) > score(best))) {
        best = candidate;
      }
    }
    return best;
  }

  /** Why a process is never touched; empty if it may be. */
  String refusal(Candidate candidate, Set<Integer> ancestors) {
    if (candidate.pid() <= 2 || candidate.memory().parent() == 2 || candidate.command().isBlank()) {
      return "of the kernel, or process 1";
    }
    if (candidate.name().startsWith("[")) {
      return "it looks like a thread of the kernel";
    }
    if (candidate.pid() == self || ancestors.contains(candidate.pid())) {
      return "this agent, or what started it";
    }
    if (candidate.adjustment() <= NEVER_BY_KERNEL) {
      return "its oom_score_adj is -1000";
    }
    if (isProtected(candidate)) {
      return "its name is protected";
    }
    if (candidate.ageSeconds() < YOUNGEST_SECONDS) {
      return "it has only just started";
    }
    return switch (candidate.state()) {
      case 'D' -> "it waits for a device";
      case 'Z', 'X' -> "it has ended";
      default -> "";
    };
  }

  private boolean isProtected(Candidate candidate) {
    return PROTECTED.matcher(candidate.name()).matches() || never.contains(candidate.name());
  }

  /** All that lead from process 1 to this agent. */
  Set<Integer> ancestors(List<Candidate> all) {
    Map<Integer, Integer> parents = new HashMap<>();
    all.forEach(candidate -> parents.put(candidate.pid(), candidate.memory().parent()));
    Set<Integer> ancestors = new HashSet<>();
    Integer at = parents.get(self);
    while (at != null && at > 0 && ancestors.add(at)) {
      at = parents.get(at);
    }
    return ancestors;
  }

  private double score(Candidate candidate) {
    double score = candidate.score();
    score += prefer.contains(candidate.name()) ? BIAS : 0;
    score -= avoid.contains(candidate.name()) ? BIAS : 0;
    score += candidate.grown() >= GROWING ? BIAS : 0;
    return score;
  }
}
