package io.github.vigia.cli;

import io.github.vigia.config.Settings;
import io.github.vigia.config.Texts;
import io.github.vigia.expose.StatusReport;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigia status}: asks the running agent how the host is. */
@Command(
    name = "status",
    description = "How the host is, from the running agent; exit 0 to 3 as check, 69 without one.")
final class StatusCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PathOptions paths = new PathOptions();

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException, IOException {
    Map<String, String> flags = Flags.none();
    paths.addTo(flags);
    Settings settings = Flags.require(terminal, common, Flags.load(terminal, common, flags));
    String answer = AgentAnswer.to(settings, "status", List.of());
    StatusReport report = StatusReport.parse(answer);
    if (common.json()) {
      terminal.out().println(answer);
    } else {
      Texts texts = Texts.of(settings.run().language());
      new StatusText(texts, ZoneId.systemDefault(), common.color(terminal))
          .lines(report)
          .forEach(terminal.out()::println);
    }
    return ExitCode.of(StatusText.state(report.state()));
  }
}
