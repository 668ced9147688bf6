package io.github.vigia.kernel;

import java.nio.file.Path;

/**
 * Where the host is: {@code --path.procfs}, {@code --path.sysfs}, {@code --path.rootfs}. A fixture
 * host is three other folders.
 *
 * @param procfs usually {@code /proc}
 * @param sysfs usually {@code /sys}
 * @param rootfs usually {@code /}
 */
public record Roots(Path procfs, Path sysfs, Path rootfs) {

  public Path proc(String relative) {
    return procfs.resolve(relative);
  }

  public Path sys(String relative) {
    return sysfs.resolve(relative);
  }

  /** The place of a path of the host, given as the host sees it: {@code /etc/fstab}. */
  public Path root(String absolute) {
    return rootfs.resolve(absolute.startsWith("/") ? absolute.substring(1) : absolute);
  }

  /** Whether this is the machine that the agent itself runs on. */
  public boolean isLive() {
    return isLive(procfs);
  }

  /** Whether {@code procfs} is that of the machine that the agent itself runs on. */
  public static boolean isLive(Path procfs) {
    return procfs.equals(Path.of("/proc"));
  }
}
