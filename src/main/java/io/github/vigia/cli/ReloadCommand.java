package io.github.vigia.cli;

import io.github.vigia.config.Settings;
import io.github.vigia.expose.ReloadReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigia reload}: what SIGHUP does, with an answer. */
@Command(
    name = "reload",
    description = "Let the running agent read its settings anew; prints what changes.")
final class ReloadCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PathOptions paths = new PathOptions();

  ReloadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException, IOException {
    Map<String, String> flags = Flags.none();
    paths.addTo(flags);
    // Only to know where the agent is: a file that is wrong by now is what it will tell.
    Settings settings = Flags.load(terminal, common, flags).settings();
    String answer =
        AgentAnswer.to(settings == null ? Settings.defaults() : settings, "reload", List.of());
    ReloadReport report = ReloadReport.parse(answer);
    if (common.json()) {
      terminal.out().println(answer);
    } else {
      report.problems().forEach(terminal.err()::println);
      report.changes().forEach(terminal.out()::println);
      terminal
          .out()
          .println(
              report.success()
                  ? report.changes().size() + " settings changed."
                  : "Nothing was changed.");
    }
    return report.success() ? ExitCode.OK : ExitCode.BAD_CONFIGURATION;
  }
}
