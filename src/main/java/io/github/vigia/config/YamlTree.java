package io.github.vigia.config;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** YAML text as nodes that know their place. Text that is built to exhaust us is refused. */
final class YamlTree {

  /** Settings nest three deep; the composer recurses, so that the limit must come before it. */
  private static final int MAX_DEPTH = 20;

  private static final int MAX_ALIASES = 20;

  private YamlTree() {}

  /** Null where there is nothing in it, or an error, which {@code problems} got. */
  static @Nullable Node compose(SourceFile file, Consumer<ConfigProblem> problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file.name())
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(SourceFile.MAX_BYTES)
            .setAllowNonScalarKeys(true)
            .build();
    try {
      Event deepest = tooDeep(file.text(), settings);
      if (deepest != null) {
        problems.accept(
            at(file, deepest.getStartMark(), "nested more than " + MAX_DEPTH + " levels deep"));
        return null;
      }
      return new Composer(settings, parser(file.text(), settings)).getSingleNode().orElse(null);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      String context = e.getContext() == null ? "" : e.getContext() + ": ";
      problems.accept(at(file, mark, "not YAML: " + context + oneLine(e.getProblem())));
    } catch (YamlEngineException e) {
      problems.accept(at(file, Optional.empty(), "not YAML: " + oneLine(e.getMessage())));
    }
    return null;
  }

  private static @Nullable Event tooDeep(String text, LoadSettings settings) {
    int depth = 0;
    ParserImpl parser = parser(text, settings);
    while (parser.hasNext()) {
      Event event = parser.next();
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        return event;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
    return null;
  }

  private static ParserImpl parser(String text, LoadSettings settings) {
    return new ParserImpl(settings, new StreamReader(settings, text));
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "it can't be read" : message.replaceAll("\\s+", " ");
  }

  private static ConfigProblem at(SourceFile file, Optional<Mark> mark, String message) {
    return mark.map(
            at -> file.problem(Severity.ERROR, at.getLine() + 1, at.getColumn() + 1, 1, message))
        .orElseGet(() -> ConfigProblem.of(Severity.ERROR, file.name(), message));
  }
}
