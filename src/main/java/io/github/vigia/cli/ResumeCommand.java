package io.github.vigia.cli;

import io.github.vigia.config.Texts;
import io.github.vigia.expose.PauseReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigia resume}: ends a pause. */
@Command(name = "resume", description = "End a pause of the running agent's treatments.")
final class ResumeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final AgentOptions agent = new AgentOptions();

  ResumeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException, IOException {
    String answer = agent.ask(terminal, "resume");
    PauseReport report = PauseReport.parse(answer);
    Texts texts = agent.texts(terminal);
    terminal
        .out()
        .println(
            agent.json() ? answer : texts.text(report.changed() ? "pause.ended" : "pause.none"));
    return ExitCode.OK;
  }
}
