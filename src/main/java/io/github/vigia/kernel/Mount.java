package io.github.vigia.kernel;

/**
 * One line of mountinfo, see proc_pid_mountinfo(5), octal escapes undone.
 *
 * @param device major and minor number, {@code 254:0}
 * @param root folder of the filesystem that is mounted; not {@code /} for a bind mount
 * @param options of this mount, {@code rw,relatime}
 * @param superOptions of the filesystem, {@code rw,errors=remount-ro}
 */
public record Mount(
    String device,
    String root,
    String mountPoint,
    String options,
    String type,
    String source,
    String superOptions) {

  public boolean isReadonly() {
    return has(options, "ro") || has(superOptions, "ro") || isStopped();
  }

  /**
   * Whether ext4 stopped writing after an error. Since Linux 6.12 it no longer becomes {@code ro};
   * since 6.15 it says {@code emergency_ro}.
   */
  public boolean isStopped() {
    return has(superOptions, "emergency_ro") || has(options, "emergency_ro");
  }

  private static boolean has(String options, String option) {
    int at = options.indexOf(option);
    while (at >= 0) {
      int end = at + option.length();
      if ((at == 0 || options.charAt(at - 1) == ',')
          && (end == options.length() || options.charAt(end) == ',')) {
        return true;
      }
      at = options.indexOf(option, end);
    }
    return false;
  }
}
