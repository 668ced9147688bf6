package io.github.vigia.cli;

import io.github.vigia.config.Durations;
import io.github.vigia.config.Texts;
import io.github.vigia.expose.PauseReport;
import java.io.IOException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigia pause}: holds all treatments back for a while; watching goes on. */
@Command(
    name = "pause",
    description = "Hold all treatments of the running agent back for a while; watching goes on.")
final class PauseCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final AgentOptions agent = new AgentOptions();

  @Parameters(
      paramLabel = "TIME",
      arity = "0..1",
      description = "How long, such as 30m; 2h where it is left out, 7d at most.")
  private String time = "2h";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for whoever wonders.")
  private String reason = "";

  PauseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException, IOException {
    String length = Durations.print(Times.parse("TIME", time));
    String who = AgentOptions.who(terminal);
    String answer = agent.ask(terminal, "pause", "for", length, "reason", reason, "by", who);
    PauseReport report = PauseReport.parse(answer);
    Texts texts = agent.texts(terminal);
    HealingText text = new HealingText(texts, ZoneId.systemDefault());
    terminal
        .out()
        .println(
            agent.json()
                ? answer
                : texts.text("pause.until", text.clock(String.valueOf(report.until()))));
    return ExitCode.OK;
  }
}
