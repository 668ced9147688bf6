package io.github.vigia.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The settings of one YAML file: each value is checked where it stands. */
final class YamlFile {

  private final SourceFile file;
  private final Values values;
  private final Consumer<ConfigProblem> problems;

  private YamlFile(SourceFile file, Values values, Consumer<ConfigProblem> problems) {
    this.file = file;
    this.values = values;
    this.problems = problems;
  }

  static void apply(SourceFile file, Values values, Consumer<ConfigProblem> problems) {
    Node root = YamlTree.compose(file, problems);
    if (root != null) {
      new YamlFile(file, values, problems).group(root, "");
    }
  }

  private void group(Node node, String path) {
    if (isNothing(node)) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      problem(node, (path.isEmpty() ? "the file" : path) + " must hold settings (key: value)");
      return;
    }
    Map<String, Integer> seen = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        problem(tuple.getKeyNode(), "a key must be a plain name");
        continue;
      }
      String name = keyNode.getValue();
      Integer first = seen.putIfAbsent(name, line(keyNode));
      if (first != null) {
        problem(keyNode, "duplicate key " + name + ", first given on line " + first);
      } else {
        entry(keyNode, tuple.getValueNode(), path);
      }
    }
  }

  private void entry(ScalarNode keyNode, Node value, String parent) {
    String name = keyNode.getValue();
    String path = parent.isEmpty() ? name : parent + "." + name;
    Key<?> key = Keys.find(path);
    if (key != null) {
      leaf(key, value);
    } else if (!Keys.children(path).isEmpty()) {
      group(value, path);
    } else {
      problem(keyNode, "unknown key " + path + suggestion(name, parent));
    }
  }

  private static String suggestion(String name, String parent) {
    String nearest = Nearest.of(name, Keys.children(parent));
    for (Key<?> key : nearest.isEmpty() ? Keys.all() : List.<Key<?>>of()) {
      if (key.name().equals(name) && !key.path().startsWith("thresholds.")) {
        nearest = key.path();
      }
    }
    return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
  }

  private void leaf(Key<?> key, Node node) {
    if (isNothing(node)) {
      problem(node, key.path() + " has no value; its default is " + key.standard());
      return;
    }
    String text = node instanceof SequenceNode list ? list(key, list) : scalar(key, node);
    if (text == null) {
      return;
    }
    try {
      values.put(key, text, origin(node));
    } catch (RejectedValueException e) {
      problem(node, key.name() + ": " + e.reason());
    }
  }

  /** Null where the node is no scalar; that was reported. */
  private @Nullable String scalar(Key<?> key, Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      problem(node, key.path() + " must be one value, such as " + key.standard());
      return null;
    }
    if (!scalar.getTag().getValue().startsWith(Tag.PREFIX)) {
      problem(node, "tags are not supported: " + scalar.getTag().getValue());
      return null;
    }
    return scalar.getValue().strip();
  }

  /** Each item is checked for itself, so that a wrong one is pointed at. */
  private @Nullable String list(Key<?> key, SequenceNode list) {
    if (!key.form().list()) {
      problem(list, key.path() + " must be one value, such as " + key.standard());
      return null;
    }
    List<String> items = new ArrayList<>();
    boolean sound = true;
    for (Node item : list.getValue()) {
      String text = scalar(key, item);
      if (text == null) {
        sound = false;
        continue;
      }
      try {
        key.form().parse(text.isEmpty() ? "," : text);
        items.add(text);
      } catch (RejectedValueException e) {
        problem(item, key.name() + ": " + e.reason());
        sound = false;
      }
    }
    return sound ? "[" + String.join(", ", items) + "]" : null;
  }

  /** Nothing was written: {@code logs:} and the end of the line, or {@code ~}, or {@code null}. */
  private static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL)
        || (node instanceof ScalarNode scalar
            && scalar.isPlain()
            && List.of("", "~", "null").contains(scalar.getValue()));
  }

  private Origin origin(Node node) {
    ConfigProblem at = at(node, "");
    return new Origin(
        Origin.Layer.FILE, at.file(), at.line(), at.column(), at.length(), at.sourceLine(), "");
  }

  private void problem(Node node, String message) {
    problems.accept(at(node, message));
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

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
