package io.github.vigia.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia completion bash|zsh|fish}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print a completion script: source <(vigia completion bash)")
final class CompletionCommand implements Callable<Integer> {

  /** The shells there are scripts for; lower case because users type them. */
  @SuppressWarnings("checkstyle:ConstantName")
  enum Shell {
    bash,
    zsh,
    fish
  }

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell = Shell.bash;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    terminal
        .out()
        .print(
            switch (shell) {
              // picocli's script serves both: it turns on bash completion where it finds zsh.
              case bash, zsh -> AutoComplete.bash("vigia", root);
              case fish -> fish(root);
            });
    return ExitCode.OK;
  }

  private static String fish(CommandLine root) {
    StringBuilder script = new StringBuilder("complete -c vigia -f\n");
    root.getSubcommands()
        .forEach((name, command) -> {
          script.append("complete -c vigia -n __fish_use_subcommand -a ").append(name);
          script.append(" -d '").append(summary(command.getCommandSpec())).append("'\n");
          for (OptionSpec option : command.getCommandSpec().options()) {
            appendOption(script, name, option);
          }
        });
    return script.toString();
  }

  private static void appendOption(StringBuilder script, String command, OptionSpec option) {
    script
        .append("complete -c vigia -n '__fish_seen_subcommand_from ")
        .append(command)
        .append('\'');
    for (String name : option.names()) {
      script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1));
    }
    script.append(option.arity().max() > 0 ? " -r -F\n" : "\n");
  }

  private static String summary(CommandSpec command) {
    String[] lines = command.usageMessage().description();
    return lines.length == 0 ? "" : lines[0].replace("'", "\\'");
  }
}
