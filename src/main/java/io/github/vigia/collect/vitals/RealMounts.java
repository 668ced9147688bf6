package io.github.vigia.collect.vitals;

import io.github.vigia.kernel.Mount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which mounts are worth watching: those that can fill up or break, each filesystem once. All
 * exclusions are here.
 */
final class RealMounts {

  /** Filesystems of the kernel's own, and images that are full and read-only by nature. */
  private static final Set<String> UNREAL_TYPES =
      Set.of(
          "autofs",
          "binfmt_misc",
          "bpf",
          "cgroup",
          "cgroup2",
          "configfs",
          "cramfs",
          "debugfs",
          "devpts",
          "devtmpfs",
          "efivarfs",
          "erofs",
          "fuse.gvfsd-fuse",
          "fuse.lxcfs",
          "fuse.portal",
          "fusectl",
          "hugetlbfs",
          "iso9660",
          "mqueue",
          "nsfs",
          "overlay",
          "proc",
          "pstore",
          "ramfs",
          "rootfs",
          "rpc_pipefs",
          "securityfs",
          "selinuxfs",
          "squashfs",
          "sysfs",
          "tracefs",
          "udf");

  /** Folders with all that is mounted below them. */
  private static final List<String> UNREAL_PLACES =
      List.of(
          "/dev",
          "/proc",
          "/sys",
          "/run/credentials",
          "/run/user",
          "/var/lib/docker",
          "/var/lib/containers/storage",
          "/var/lib/kubelet/pods");

  /** Files that container runtimes bind over the image's. */
  private static final Set<String> BOUND_FILES =
      Set.of("/etc/hosts", "/etc/hostname", "/etc/resolv.conf");

  private RealMounts() {}

  /**
   * The mounts to watch, by mount point.
   *
   * @param rootfs where the host's root is seen from here; taken off the mount points below it
   */
  static List<Mount> of(List<Mount> all, String rootfs) {
    Map<String, Mount> visible = new LinkedHashMap<>();
    for (Mount mount : all) {
      Mount seen = withoutPrefix(mount, rootfs);
      // The last mount at a place hides those before it.
      visible.remove(seen.mountPoint());
      visible.put(seen.mountPoint(), seen);
    }
    return onePerDevice(visible.values());
  }

  private static List<Mount> onePerDevice(Collection<Mount> mounts) {
    Map<String, Mount> byDevice = new LinkedHashMap<>();
    for (Mount mount : mounts) {
      if (isReal(mount)) {
        byDevice.merge(mount.device(), mount, RealMounts::better);
      }
    }
    return new ArrayList<>(byDevice.values());
  }

  private static boolean isReal(Mount mount) {
    String place = mount.mountPoint();
    if (place.equals("/")) {
      return !mount.type().equals("rootfs");
    }
    return !UNREAL_TYPES.contains(mount.type())
        && !BOUND_FILES.contains(place)
        && place.indexOf('\0') < 0
        && UNREAL_PLACES.stream().noneMatch(folder -> isBelow(place, folder));
  }

  /** The root above all, then a whole filesystem before a bind mount of a part, then the first. */
  private static Mount better(Mount first, Mount second) {
    boolean secondIsBetter =
        !first.mountPoint().equals("/")
            && (second.mountPoint().equals("/")
                || (second.root().equals("/") && !first.root().equals("/")));
    return secondIsBetter ? second : first;
  }

  private static Mount withoutPrefix(Mount mount, String rootfs) {
    String place = mount.mountPoint();
    if (rootfs.equals("/") || !isBelow(place, rootfs)) {
      return mount;
    }
    String rest = place.substring(rootfs.length());
    return new Mount(
        mount.device(),
        mount.root(),
        rest.isEmpty() ? "/" : rest,
        mount.options(),
        mount.type(),
        mount.source(),
        mount.superOptions());
  }

  private static boolean isBelow(String place, String folder) {
    return place.startsWith(folder)
        && (place.length() == folder.length() || place.charAt(folder.length()) == '/');
  }
}
