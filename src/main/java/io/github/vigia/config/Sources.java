package io.github.vigia.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that settings are read from.
 *
 * @param file what {@code --config} names; null where it was not given
 * @param folder the working folder
 * @param system where {@code vigia.yaml} is looked for if it is not in the working folder
 * @param environment variables of the process
 * @param flags values of the command line by key ({@code logs.root}); bare numbers are in the unit
 *     of the key's variable
 */
public record Sources(
    @Nullable Path file,
    Path folder,
    Path system,
    Map<String, String> environment,
    Map<String, String> flags) {

  /** As an installed Vigia reads them. */
  public static Sources of(
      @Nullable Path file,
      Path folder,
      Map<String, String> environment,
      Map<String, String> flags) {
    return new Sources(file, folder, Path.of("/etc/vigia"), environment, flags);
  }

  /** The path as the user of this working folder would name it. */
  String shown(Path path) {
    Path absolute = folder.resolve(path).normalize();
    Path base = folder.normalize();
    return absolute.startsWith(base) && !absolute.equals(base)
        ? base.relativize(absolute).toString()
        : path.toString();
  }
}
