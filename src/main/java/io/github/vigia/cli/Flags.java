package io.github.vigia.cli;

import io.github.vigia.config.ConfigProblem;
import io.github.vigia.config.Loaded;
import io.github.vigia.config.Origin;
import io.github.vigia.config.Settings;
import io.github.vigia.config.SettingsLoader;
import io.github.vigia.config.Sources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings as a command line asks for them: flags over everything else. */
final class Flags {

  private Flags() {}

  static Map<String, String> none() {
    return new LinkedHashMap<>();
  }

  static void add(Map<String, String> flags, String key, @Nullable String value) {
    if (value != null) {
      flags.put(key, value);
    }
  }

  /** Reads all sources. */
  static Loaded load(Terminal terminal, CommonOptions common, Map<String, String> flags) {
    add(flags, "language", common.language());
    return SettingsLoader.load(
        Sources.of(common.config(), terminal.folder(), terminal.environment(), flags));
  }

  /**
   * Says on stderr what is wrong, and goes on where something can be started with the rest.
   *
   * @throws CommandException where nothing can
   */
  static Settings require(Terminal terminal, CommonOptions common, Loaded loaded)
      throws CommandException {
    boolean color = common.color(terminal);
    List<String> lines = new ArrayList<>();
    for (ConfigProblem problem : loaded.problems()) {
      lines.add(problem.render(color));
    }
    Settings settings = loaded.settings();
    if (settings == null) {
      throw new CommandException(code(loaded), String.join("\n", lines));
    }
    lines.forEach(terminal.err()::println);
    return settings;
  }

  /** A wrong flag is wrong usage; where a file is wrong as well, that is the greater trouble. */
  private static int code(Loaded loaded) {
    boolean flagsOnly =
        loaded.problems().stream()
            .filter(problem -> problem.severity().stops())
            .allMatch(problem -> problem.file().equals(Origin.COMMAND_LINE));
    return flagsOnly ? ExitCode.USAGE : ExitCode.BAD_CONFIGURATION;
  }
}
