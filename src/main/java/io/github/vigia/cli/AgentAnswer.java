package io.github.vigia.cli;

import io.github.vigia.config.Settings;
import io.github.vigia.expose.AgentNotRunningException;
import io.github.vigia.expose.ControlClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What the running agent answers to a command. */
final class AgentAnswer {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String REFUSAL = "{\"error\":";

  private AgentAnswer() {}

  /** One line of JSON. */
  static String to(Settings settings, String command, String... arguments)
      throws CommandException, IOException {
    ControlClient client = new ControlClient(settings.logs().cache(), PATIENCE);
    String answer;
    try {
      answer = client.ask(command, List.of(arguments));
    } catch (AgentNotRunningException e) {
      throw CommandException.of(ExitCode.AGENT_NOT_RUNNING, String.valueOf(e.getMessage()));
    }
    if (answer.isEmpty() || answer.startsWith(REFUSAL)) {
      throw CommandException.of(
          ExitCode.INTERNAL, answer.isEmpty() ? "the agent gave no answer" : answer);
    }
    return answer;
  }
}
