package io.github.vigia.cli;

import io.github.vigia.config.Settings;
import io.github.vigia.expose.AgentNotRunningException;
import io.github.vigia.expose.ControlClient;
import io.github.vigia.expose.ErrorReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the running agent answers to a command. */
final class AgentAnswer {

  /**
   * Longer than the agent waits for its own parts, so that it is the one that says what is late.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private static final String REFUSAL = "{\"error\":";

  private AgentAnswer() {}

  /** One line of JSON. */
  static String to(Settings settings, String command, List<String> arguments)
      throws CommandException, IOException {
    ControlClient client = new ControlClient(settings.logs().cache(), PATIENCE);
    String answer;
    try {
      answer = client.ask(command, arguments);
    } catch (AgentNotRunningException e) {
      throw CommandException.of(ExitCode.AGENT_NOT_RUNNING, String.valueOf(e.getMessage()));
    }
    if (answer.isEmpty()) {
      throw CommandException.of(ExitCode.INTERNAL, "the agent gave no answer");
    }
    if (answer.startsWith(REFUSAL)) {
      ErrorReport refusal = ErrorReport.parse(answer);
      throw CommandException.of(code(refusal.kind()), refusal.error());
    }
    return answer;
  }

  private static int code(@Nullable String kind) {
    return switch (kind) {
      case "usage" -> ExitCode.USAGE;
      case "data" -> ExitCode.BAD_DATA;
      case "held_back" -> ExitCode.HELD_BACK;
      case "unavailable" -> ExitCode.AGENT_NOT_RUNNING;
      case null, default -> ExitCode.INTERNAL;
    };
  }
}
