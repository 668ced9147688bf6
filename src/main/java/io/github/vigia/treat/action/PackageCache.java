package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a package manager has downloaded and can download again. */
public interface PackageCache {

  /** Those of all package managers that are known here. */
  static List<PackageCache> all(Roots roots) {
    return DownloadCache.all(roots);
  }

  /** Name of the package manager, {@code apt}. */
  String name();

  /** Whether this host has that package manager. */
  boolean isPresent(Programs programs);

  /** The folder of the host that holds it. */
  Path folder();

  /** How many bytes cleaning would free, at most. */
  long bytes() throws IOException;

  /** Why it may not be touched now, empty if it may: the package manager is at work. */
  String obstacle() throws IOException;

  /** What cleans it. */
  List<String> argv();
}
