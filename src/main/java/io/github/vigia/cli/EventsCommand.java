package io.github.vigia.cli;

import io.github.vigia.config.Durations;
import io.github.vigia.config.Texts;
import io.github.vigia.expose.EventsReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigia events}: the ledger of treatments. */
@Command(
    name = "events",
    description = "The treatments that were tried, from the running agent; the newest first.")
final class EventsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final AgentOptions agent = new AgentOptions();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "How far back, such as 24h, which is the default.")
  private String since = "24h";

  EventsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException, IOException {
    Duration back = Times.parse("--since", since);
    String from = Instant.now().minus(back).toString();
    String answer = agent.ask(terminal, "events", "since", from);
    EventsReport report = EventsReport.parse(answer);
    if (agent.json()) {
      terminal.out().println(answer);
      return ExitCode.OK;
    }
    Texts texts = agent.texts(terminal);
    HealingText text = new HealingText(texts, ZoneId.systemDefault());
    report.attempts().forEach(row -> terminal.out().println(text.line(row)));
    if (report.attempts().isEmpty()) {
      terminal.out().println(texts.text("events.none", Durations.print(back)));
    }
    return ExitCode.OK;
  }
}
