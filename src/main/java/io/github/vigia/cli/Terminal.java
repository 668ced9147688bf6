package io.github.vigia.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The world of one command: where it writes and what surrounds it. Tests give it strings.
 *
 * @param interactive whether a person is at it: colours, redrawing and questions make sense
 * @param environment variables of the process
 * @param folder working folder, that relative paths start from
 * @param in the next line that the person types; null where there is none
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    boolean interactive,
    Map<String, String> environment,
    Path folder,
    Supplier<@Nullable String> in) {

  /** One at which nobody types. */
  public Terminal(
      PrintWriter out,
      PrintWriter err,
      boolean interactive,
      Map<String, String> environment,
      Path folder) {
    this(out, err, interactive, environment, folder, () -> null);
  }
}
