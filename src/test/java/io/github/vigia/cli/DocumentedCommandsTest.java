package io.github.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.docs.Document;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The rows of docs/commands.md are the subcommands that there are and what they take. */
class DocumentedCommandsTest {

  private static final String ENGLISH = "docs/commands.md";
  private static final String PORTUGUESE = "docs/pt-BR/commands.md";

  /** Names and value of an option, and what it does. */
  private record Taken(String names, String value, String meaning) {}

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, PORTUGUESE})
  void everyCommandIsDocumented(String path) {
    List<List<String>> expected = new ArrayList<>();
    commands()
        .forEach((name, spec) ->
            expected.add(
                List.of("`vigia " + name + "`", first(spec.usageMessage().description()))));
    assertThat(Document.columns(Document.read(path).table("commands"), 0))
        .as(Document.markdown(expected))
        .containsExactlyInAnyOrderElementsOf(Document.columns(expected, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, PORTUGUESE})
  void everyOptionIsDocumented(String path) {
    List<List<String>> expected = new ArrayList<>();
    options()
        .forEach((option, commands) ->
            expected.add(
                List.of(
                    option.names(), option.value(), Document.codes(commands), option.meaning())));
    assertThat(Document.columns(Document.read(path).table("options"), 0, 1, 2))
        .as(Document.markdown(expected))
        .isEqualTo(Document.columns(expected, 0, 1, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, PORTUGUESE})
  void noExitCodeIsInvented(String path) throws IllegalAccessException {
    Set<String> known = new TreeSet<>(List.of("`1`", "`2`", "`3`"));
    for (Field field : ExitCode.class.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers())) {
        known.add("`" + field.getInt(null) + "`");
      }
    }
    for (List<String> row : Document.read(path).table("exit-codes")) {
      assertThat(known).contains(row.getFirst());
    }
  }

  private static Map<String, CommandSpec> commands() {
    Map<String, CommandSpec> commands = new LinkedHashMap<>();
    collect("", line(), commands);
    return commands;
  }

  /** Commands that only lead to others are not listed, the others are. */
  private static void collect(String prefix, CommandLine line, Map<String, CommandSpec> found) {
    line.getSubcommands()
        .forEach((name, command) -> {
          if (command.getSubcommands().isEmpty()) {
            found.put(prefix + name, command.getCommandSpec());
          } else {
            collect(prefix + name + " ", command, found);
          }
        });
  }

  private static Map<Taken, List<String>> options() {
    Map<Taken, List<String>> options = new LinkedHashMap<>();
    commands()
        .forEach((command, spec) -> {
          if (command.equals("help")) {
            return;
          }
          for (PositionalParamSpec taken : spec.positionalParameters()) {
            add(options, "`" + taken.paramLabel() + "`", "", taken.description(), command);
          }
          for (OptionSpec taken : spec.options()) {
            if (taken.hidden()) {
              continue;
            }
            String value = taken.arity().max() > 0 ? "`" + taken.paramLabel() + "`" : "";
            add(
                options,
                Document.codes(List.of(taken.names())),
                value,
                taken.description(),
                command);
          }
        });
    return options;
  }

  private static void add(
      Map<Taken, List<String>> options,
      String names,
      String value,
      String[] description,
      String command) {
    for (Map.Entry<Taken, List<String>> known : options.entrySet()) {
      if (known.getKey().names().equals(names) && known.getKey().value().equals(value)) {
        known.getValue().add(command);
        return;
      }
    }
    options.put(new Taken(names, value, first(description)), new ArrayList<>(List.of(command)));
  }

  private static String first(String[] description) {
    return description.length == 0 ? "" : description[0];
  }

  private static CommandLine line() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Terminal terminal = new Terminal(nowhere, nowhere, false, Map.of(), Path.of(""));
    Services none = new Services((_, _, _) -> ExitCode.OK, (_, _) -> ExitCode.OK);
    return Commands.line(terminal, "0.1.0", none);
  }
}
