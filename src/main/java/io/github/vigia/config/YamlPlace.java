package io.github.vigia.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Where the nodes of one YAML file stand: for what is wrong with them, and for their origin. */
record YamlPlace(SourceFile file, Consumer<ConfigProblem> problems) {

  void problem(Node node, String message) {
    problems.accept(at(node, message));
  }

  Origin origin(Node node) {
    ConfigProblem at = at(node, "");
    return new Origin(
        Origin.Layer.FILE, at.file(), at.line(), at.column(), at.length(), at.sourceLine(), "");
  }

  private ConfigProblem at(Node node, String message) {
    Optional<Mark> start = node.getStartMark();
    if (start.isEmpty()) {
      return ConfigProblem.of(Severity.ERROR, file.name(), message);
    }
    Mark from = start.orElseThrow();
    int length = node.getEndMark().map(end -> length(from, end)).orElse(1);
    return file.problem(Severity.ERROR, from.getLine() + 1, from.getColumn() + 1, length, message);
  }

  private static int length(Mark from, Mark to) {
    return from.getLine() == to.getLine() ? Math.max(1, to.getColumn() - from.getColumn()) : 1;
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** Nothing was written: {@code logs:} and the end of the line, or {@code ~}, or {@code null}. */
  static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL)
        || (node instanceof ScalarNode scalar
            && scalar.isPlain()
            && List.of("", "~", "null").contains(scalar.getValue()));
  }
}
