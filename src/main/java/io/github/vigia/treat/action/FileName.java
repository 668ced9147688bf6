package io.github.vigia.treat.action;

import java.nio.file.Path;

/** The last part of a path. */
final class FileName {

  private FileName() {}

  /** Empty for the root, which has none. */
  static String of(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
