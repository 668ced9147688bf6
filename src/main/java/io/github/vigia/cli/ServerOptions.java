package io.github.vigia.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of what serves and keeps a log. */
final class ServerOptions {

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS:PORT",
      description = "Where to serve; port 0 = any that is free.")
  private @Nullable String listen;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "DEBUG, INFO, WARNING or ERROR: the least that the program's own log keeps.")
  private @Nullable String logLevel;

  void addTo(Map<String, String> flags) {
    Flags.add(flags, "http.listen", listen);
    Flags.add(flags, "logs.level", logLevel);
  }
}
