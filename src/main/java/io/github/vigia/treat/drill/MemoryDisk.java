package io.github.vigia.treat.drill;

import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small filesystem in memory, mounted at {@code /data} of a host whose root is a folder and whose
 * kernel is the real one. In a mount namespace of its own, so that it ends with it.
 */
final class MemoryDisk {

  static final String PLACE = "/data";
  static final long BYTES = 64L << 20;

  private final Path root;

  MemoryDisk(Path folder) {
    this.root = folder.resolve("root");
  }

  Roots roots() {
    return new Roots(Path.of("/proc"), Path.of("/sys"), root);
  }

  Path mount() {
    return root.resolve(PLACE.substring(1));
  }

  /**
   * @param options of tmpfs(5)
   */
  void make(Children children, String options) throws IOException {
    Children.require("mount");
    Files.createDirectories(mount());
    children.run("mount", "-t", "tmpfs", "-o", options, "vigia-drill", mount().toString());
  }

  /** So many files of so many bytes. */
  static void fill(Path folder, String prefix, int files, int bytes) throws IOException {
    Files.createDirectories(folder);
    byte[] content = new byte[bytes];
    for (int i = 0; i < files; i++) {
      Files.write(folder.resolve(prefix + i + ".tmp"), content);
    }
  }
}
