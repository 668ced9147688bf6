package io.github.vigia.cli;

import io.github.vigia.config.Texts;
import io.github.vigia.expose.ExplainReport;
import io.github.vigia.model.Signal;
import java.io.IOException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigia explain}: why it did, or did not, act. */
@Command(
    name = "explain",
    description = "Why a signal is as it is, what would be tried, and what holds that back.")
final class ExplainCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final AgentOptions agent = new AgentOptions();

  @Parameters(
      paramLabel = "SIGNAL[:INSTANCE]",
      description = "Such as disk, disk_percent or disk:/var.")
  private String name = "";

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException, IOException {
    int colon = name.indexOf(':');
    Signal signal = SignalNames.parse(colon < 0 ? name : name.substring(0, colon));
    String instance = colon < 0 ? "" : name.substring(colon + 1);
    String answer = agent.ask(terminal, "explain", "signal", signal.key(), "instance", instance);
    ExplainReport report = ExplainReport.parse(answer);
    if (agent.json()) {
      terminal.out().println(answer);
    } else {
      Texts texts = agent.texts(terminal);
      new ExplainText(texts, new HealingText(texts, ZoneId.systemDefault()), signal)
          .lines(report)
          .forEach(terminal.out()::println);
    }
    return ExitCode.OK;
  }
}
