package io.github.vigia.cli;

import io.github.vigia.config.ConfigProblem;
import io.github.vigia.config.Loaded;
import io.github.vigia.config.SettingsSchema;
import io.github.vigia.config.Starter;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigia config}: looks at the settings and never changes them. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Look at the settings: check, show, init, schema.")
final class ConfigCommand implements Runnable {

  private final Terminal terminal;

  ConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.out().println("vigia config check | show [--origin] | init | schema");
  }

  @Command(name = "check", description = "Validate all sources; exit 78 if something is wrong.")
  int check(@Mixin CommonOptions options) {
    Loaded loaded = Flags.load(terminal, options, Flags.none());
    PrintWriter to = loaded.passesCheck() ? terminal.out() : terminal.err();
    for (ConfigProblem problem : loaded.problems()) {
      to.println(problem.render(options.color(terminal)));
    }
    if (!loaded.passesCheck()) {
      return ExitCode.BAD_CONFIGURATION;
    }
    terminal.out().println("The settings are good.");
    return ExitCode.OK;
  }

  @Command(name = "show", description = "Print the value in force of every key.")
  int show(
      @Mixin CommonOptions options,
      @Option(names = "--origin", description = "And where it comes from.") boolean origin)
      throws CommandException {
    Loaded loaded = Flags.load(terminal, options, Flags.none());
    Flags.require(terminal, options, loaded);
    if (options.json()) {
      terminal.out().println(ConfigReport.of(loaded).toJson());
    } else if (origin) {
      loaded.show().forEach(terminal.out()::println);
    } else {
      for (Map.Entry<String, String> value : loaded.values().entrySet()) {
        terminal.out().println(value.getKey() + " = " + value.getValue());
      }
    }
    return ExitCode.OK;
  }

  @Command(
      name = "init",
      description =
          "Print a starter file: every key at its default: vigia config init > vigia.yaml")
  int init(@Mixin CommonOptions options) {
    terminal.out().print(Starter.yaml());
    return ExitCode.OK;
  }

  @Command(name = "schema", description = "Print the JSON Schema of vigia.yaml, for editors.")
  int schema(@Mixin CommonOptions options) {
    terminal.out().print(SettingsSchema.json());
    return ExitCode.OK;
  }
}
