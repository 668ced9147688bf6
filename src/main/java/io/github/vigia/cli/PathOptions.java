package io.github.vigia.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the host is, and where what is kept of it: options that several commands take. */
final class PathOptions {

  @Option(names = "--path.procfs", paramLabel = "FOLDER", description = "The host's /proc.")
  private @Nullable String procfs;

  @Option(names = "--path.sysfs", paramLabel = "FOLDER", description = "The host's /sys.")
  private @Nullable String sysfs;

  @Option(names = "--path.rootfs", paramLabel = "FOLDER", description = "The host's root folder.")
  private @Nullable String rootfs;

  @Option(names = "--log-root", paramLabel = "FOLDER", description = "Root of all log folders.")
  private @Nullable String logRoot;

  @Option(
      names = "--cache",
      paramLabel = "FOLDER",
      description = "Folder of state files and of the control socket.")
  private @Nullable String cache;

  void addTo(Map<String, String> flags) {
    Flags.add(flags, "path.procfs", procfs);
    Flags.add(flags, "path.sysfs", sysfs);
    Flags.add(flags, "path.rootfs", rootfs);
    Flags.add(flags, "logs.root", logRoot);
    Flags.add(flags, "logs.cache", cache);
  }
}
