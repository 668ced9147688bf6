package io.github.vigia.cli;

import io.github.vigia.config.Texts;
import io.github.vigia.expose.AttemptReport;
import java.io.IOException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigia show}: one attempt with its before and after. */
@Command(
    name = "show",
    description = "One attempt: what it was for, what it did, before and after, the verdict.")
final class ShowCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final AgentOptions agent = new AgentOptions();

  @Parameters(paramLabel = "ID", description = "As events shows it; its beginning is enough.")
  private String id = "";

  ShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException, IOException {
    String answer = agent.ask(terminal, "attempt", "id", id);
    AttemptReport report = AttemptReport.parse(answer);
    if (agent.json()) {
      terminal.out().println(answer);
    } else {
      Texts texts = agent.texts(terminal);
      new AttemptText(texts, new HealingText(texts, ZoneId.systemDefault()))
          .lines(report)
          .forEach(terminal.out()::println);
    }
    return ExitCode.OK;
  }
}
