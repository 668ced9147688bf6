package io.github.vigia.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class CommonOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in YAML; default: vigia.yaml here, then /etc/vigia/vigia.yaml.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Print JSON with stable keys.")
  private boolean json;

  @Option(names = "--lang", paramLabel = "TAG", description = "Language: en or pt-BR.")
  private @Nullable String language;

  @Option(names = "--no-color", description = "No colours; also with NO_COLOR and when piped.")
  private boolean noColor;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Nullable Path config() {
    return config;
  }

  boolean json() {
    return json;
  }

  @Nullable String language() {
    return language;
  }

  boolean color(Terminal terminal) {
    return !noColor
        && !help
        && terminal.interactive()
        && terminal.environment().getOrDefault("NO_COLOR", "").isEmpty();
  }
}
