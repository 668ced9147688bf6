package io.github.vigia.cli;

import io.github.vigia.config.Settings;
import io.github.vigia.config.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** The options of a command that speaks to the running agent, and the way to it. */
final class AgentOptions {

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PathOptions paths = new PathOptions();
  private @Nullable Settings settings;

  boolean json() {
    return common.json();
  }

  boolean color(Terminal terminal) {
    return common.color(terminal);
  }

  /** The settings by which the agent is found; read once. */
  Settings settings(Terminal terminal) throws CommandException {
    Settings known = settings;
    if (known == null) {
      Map<String, String> flags = Flags.none();
      paths.addTo(flags);
      known = Flags.require(terminal, common, Flags.load(terminal, common, flags));
      settings = known;
    }
    return known;
  }

  Texts texts(Terminal terminal) throws CommandException {
    return Texts.of(settings(terminal).run().language());
  }

  /**
   * The agent's answer, one line of JSON.
   *
   * @param words keys and values in turn; those without a value are left out
   */
  String ask(Terminal terminal, String command, @Nullable String... words)
      throws CommandException, IOException {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < words.length; i += 2) {
      String value = words[i + 1];
      if (value != null && !value.isEmpty()) {
        arguments.add(words[i] + "=" + value);
      }
    }
    return AgentAnswer.to(settings(terminal), command, arguments);
  }

  /** Who asks, for the record: whoever became root by sudo is still themselves. */
  static String who(Terminal terminal) {
    String own = System.getProperty("user.name", "somebody");
    return terminal.environment().getOrDefault("SUDO_USER", own);
  }
}
