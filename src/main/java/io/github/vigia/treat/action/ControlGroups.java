package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The files of control groups, version 2, alone or beside version 1. */
final class ControlGroups {

  private ControlGroups() {}

  /** The folder of a group below the root of cgroup v2; it need not be there. */
  static Path folder(Roots roots, String group) {
    Path unified = roots.sys("fs/cgroup/unified");
    Path root = Files.isDirectory(unified) ? unified : roots.sys("fs/cgroup");
    Path folder = root.resolve(group.startsWith("/") ? group.substring(1) : group).normalize();
    if (!folder.startsWith(root) || folder.equals(root)) {
      throw new IllegalArgumentException(group + ": expected a group below the root of all");
    }
    return folder;
  }

  /** Writes one order to a file that must be there. */
  static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
  }
}
