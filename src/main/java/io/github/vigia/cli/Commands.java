package io.github.vigia.cli;

import java.nio.file.AccessDeniedException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** All subcommands, and what becomes of their failures. */
public final class Commands {

  private Commands() {}

  /** What stands above the subcommands: alone, it shows the help. */
  @Command(
      name = "vigia",
      description = "Watches this host, heals what it can, proves that it did, and tells.",
      mixinStandardHelpOptions = true,
      subcommands = CommandLine.HelpCommand.class)
  static final class Vigia implements Runnable {

    private final Terminal terminal;

    @Spec private CommandSpec spec = CommandSpec.create();

    Vigia(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void run() {
      spec.commandLine().usage(terminal.out());
    }
  }

  /** Runs the command that {@code arguments} name; its exit code. */
  public static int execute(
      Terminal terminal, String version, Services services, String... arguments) {
    return line(terminal, version, services).execute(arguments);
  }

  static CommandLine line(Terminal terminal, String version, Services services) {
    CommandLine line = new CommandLine(new Vigia(terminal));
    line.getCommandSpec().version("vigia " + version);
    for (Object command : all(terminal, version, services)) {
      line.addSubcommand(command);
    }
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((problem, _) -> usage(terminal, problem));
    line.setExecutionExceptionHandler((problem, _, _) -> failed(terminal, problem));
    return line;
  }

  /** One line a subcommand. */
  private static List<Object> all(Terminal terminal, String version, Services services) {
    return List.of(
        new RunCommand(terminal, services.monitor()),
        new ServeCommand(terminal, services.server()),
        new StatusCommand(terminal),
        new CheckCommand(terminal),
        new DoctorCommand(terminal),
        new DrillCommand(terminal, services.drills()),
        new EventsCommand(terminal),
        new ShowCommand(terminal),
        new ExplainCommand(terminal),
        new TreatCommand(terminal),
        new PauseCommand(terminal),
        new ResumeCommand(terminal),
        new SilenceCommand(terminal),
        new ApproveCommand(terminal),
        new RefuseCommand(terminal),
        new ConfigCommand(terminal),
        new ReloadCommand(terminal),
        new CompletionCommand(terminal),
        new VersionCommand(terminal, version));
  }

  private static int usage(Terminal terminal, ParameterException problem) {
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println("vigia: error: " + problem.getMessage());
    UnmatchedArgumentException.printSuggestions(problem, terminal.err());
    terminal.err().println("Try: " + command + " --help");
    return ExitCode.USAGE;
  }

  private static int failed(Terminal terminal, Exception problem) {
    return switch (problem) {
      case CommandException known -> {
        terminal.err().println(known.getMessage());
        yield known.code();
      }
      case AccessDeniedException denied -> {
        terminal.err().println("vigia: error: permission denied: " + denied.getMessage());
        yield ExitCode.NO_PERMISSION;
      }
      default -> {
        terminal.err().println("vigia: error: " + problem);
        problem.printStackTrace(terminal.err());
        yield ExitCode.INTERNAL;
      }
    };
  }
}
