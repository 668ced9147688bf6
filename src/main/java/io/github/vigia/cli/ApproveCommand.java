package io.github.vigia.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigia approve}: says yes to an attempt that waits. */
@Command(name = "approve", description = "Say yes to a treatment that waits for it; see status.")
final class ApproveCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final AgentOptions agent = new AgentOptions();

  @Parameters(paramLabel = "ID", description = "As status shows it; its beginning is enough.")
  private String id = "";

  @Option(
      names = "--hash",
      paramLabel = "HASH",
      description = "Of what you were shown (status --json): a yes to that and nothing else.")
  private String hash = "";

  ApproveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException, IOException {
    String who = AgentOptions.who(terminal);
    String answer = agent.ask(terminal, "approve", "id", id, "hash", hash, "by", who);
    AnswerText.print(terminal, agent, "approve.done", answer);
    return ExitCode.OK;
  }
}
