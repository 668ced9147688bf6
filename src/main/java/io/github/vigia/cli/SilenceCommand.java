package io.github.vigia.cli;

import io.github.vigia.config.Durations;
import io.github.vigia.config.Texts;
import io.github.vigia.expose.SilencesReport;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigia silence}: times in which some treatments do not act. */
@Command(
    name = "silence",
    mixinStandardHelpOptions = true,
    description = "Times in which some treatments do not act: add, list, remove.")
final class SilenceCommand implements Runnable {

  private final Terminal terminal;

  SilenceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.out().println("vigia silence add | list | remove");
  }

  @Command(name = "add", description = "Begin a silence; everything that is said must match.")
  int add(
      @Mixin AgentOptions agent,
      @Parameters(
              paramLabel = "MATCHER",
              arity = "1..*",
              description =
                  "signal=disk, instance=/var, treatment=truncate_log, or danger>=3 for all that"
                      + " is as dangerous.")
          List<String> matchers,
      @Option(
              names = "--for",
              required = true,
              paramLabel = "TIME",
              description = "How long, such as 2h; 7d at most.")
          String time,
      @Option(
              names = "--comment",
              required = true,
              paramLabel = "TEXT",
              description = "Why, for whoever wonders.")
          String comment)
      throws CommandException, IOException {
    String signal = "";
    String instance = "";
    String treatment = "";
    String danger = "";
    for (String matcher : matchers) {
      int equals = matcher.indexOf('=');
      String value = matcher.substring(equals + 1);
      switch (equals < 0 ? "" : matcher.substring(0, equals)) {
        case "signal" -> signal = SignalNames.parse(value).key();
        case "instance" -> instance = value;
        case "treatment" -> treatment = value;
        case "danger>" -> danger = danger(value);
        default ->
            throw CommandException.of(
                ExitCode.USAGE, matcher + ": expected signal=, instance=, treatment= or danger>=");
      }
    }
    String answer =
        agent.ask(
            terminal,
            "silence-add",
            "signal",
            signal,
            "instance",
            instance,
            "treatment",
            treatment,
            "danger",
            danger,
            "for",
            Durations.print(Times.parse("--for", time)),
            "comment",
            comment,
            "by",
            AgentOptions.who(terminal));
    return print(agent, answer);
  }

  private static String danger(String value) throws CommandException {
    if (!value.matches("[1-4]")) {
      throw CommandException.of(ExitCode.USAGE, "danger>=" + value + ": expected 1 to 4");
    }
    return value;
  }

  @Command(name = "list", description = "The silences there are, those of the settings too.")
  int list(@Mixin AgentOptions agent) throws CommandException, IOException {
    return print(agent, agent.ask(terminal, "silence-list"));
  }

  @Command(name = "remove", description = "End a silence that was begun with add.")
  int remove(
      @Mixin AgentOptions agent,
      @Parameters(paramLabel = "ID", description = "As list shows it.") String id)
      throws CommandException, IOException {
    return print(agent, agent.ask(terminal, "silence-remove", "id", id));
  }

  private int print(AgentOptions agent, String answer) throws CommandException, IOException {
    SilencesReport report = SilencesReport.parse(answer);
    if (agent.json()) {
      terminal.out().println(answer);
      return ExitCode.OK;
    }
    Texts texts = agent.texts(terminal);
    HealingText text = new HealingText(texts, ZoneId.systemDefault());
    if (report.silences().isEmpty()) {
      terminal.out().println(texts.text("silence.none"));
    }
    for (SilencesReport.Row row : report.silences()) {
      String until = row.until();
      terminal
          .out()
          .println(
              "%s  %s  %s  %s: %s"
                  .formatted(
                      row.id(),
                      matcher(row),
                      until == null ? row.window() : texts.text("silence.until", text.clock(until)),
                      Plain.text(row.author()),
                      Plain.text(row.comment())));
    }
    return ExitCode.OK;
  }

  private static String matcher(SilencesReport.Row row) {
    StringBuilder said = new StringBuilder();
    append(said, "signal=", row.signal());
    append(said, "instance=", row.instance());
    append(said, "treatment=", row.treatment());
    append(said, "danger>=", row.danger() == 0 ? "" : String.valueOf(row.danger()));
    return Plain.text(said.toString());
  }

  private static void append(StringBuilder said, String key, String value) {
    if (!value.isEmpty()) {
      said.append(said.isEmpty() ? "" : " ").append(key).append(value);
    }
  }
}
