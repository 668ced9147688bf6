package io.github.vigia.treat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A folder in memory that outlives the agent and not the boot, and is its owner's alone. */
final class RuntimeFolder {

  private RuntimeFolder() {}

  /**
   * The folder of the agent with these state files.
   *
   * @param run usually {@code /run}
   * @param session {@code XDG_RUNTIME_DIR}, for who may not write to {@code /run}; null = none
   */
  static Path of(Path state, Path run, @Nullable String session) throws IOException {
    CRC32C name = new CRC32C();
    name.update(state.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
    String own = "vigia-%08x".formatted(name.getValue());
    for (Path parent : session == null ? List.of(run) : List.of(run, Path.of(session))) {
      if (Files.isDirectory(parent) && Files.isWritable(parent)) {
        return make(parent.resolve(own));
      }
    }
    return make(state.resolve("run-" + own));
  }

  private static Path make(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(folder);
    }
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    return folder;
  }
}
