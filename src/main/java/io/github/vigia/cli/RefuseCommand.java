package io.github.vigia.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigia refuse}: says no to an attempt that waits. */
@Command(name = "refuse", description = "Say no to a treatment that waits for a yes; see status.")
final class RefuseCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final AgentOptions agent = new AgentOptions();

  @Parameters(paramLabel = "ID", description = "As status shows it; its beginning is enough.")
  private String id = "";

  RefuseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException, IOException {
    String who = AgentOptions.who(terminal);
    String answer = agent.ask(terminal, "refuse", "id", id, "by", who);
    AnswerText.print(terminal, agent, "refuse.done", answer);
    return ExitCode.OK;
  }
}
