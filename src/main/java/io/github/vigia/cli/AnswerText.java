package io.github.vigia.cli;

import io.github.vigia.config.Texts;
import io.github.vigia.expose.AnswerReport;
import java.io.IOException;

/** Says what somebody has just said yes or no to. */
final class AnswerText {

  private static final int MOST_ITEMS = 20;

  private AnswerText() {}

  static void print(Terminal terminal, AgentOptions agent, String key, String answer)
      throws CommandException, IOException {
    AnswerReport report = AnswerReport.parse(answer);
    if (agent.json()) {
      terminal.out().println(answer);
      return;
    }
    Texts texts = agent.texts(terminal);
    terminal
        .out()
        .println(
            texts.text(
                key,
                HealingText.treatment(report.treatment(), report.step()),
                Plain.text(report.target()),
                Plain.text(report.preview())));
    report.items().stream()
        .limit(MOST_ITEMS)
        .forEach(item -> terminal.out().println("  " + Plain.text(item)));
    if (report.items().size() > MOST_ITEMS) {
      terminal.out().println("  " + texts.text("attempt.more", report.items().size() - MOST_ITEMS));
    }
  }
}
