package io.github.vigia.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The settings of one YAML file: each value is checked where it stands. */
final class YamlFile {

  private static final String SILENCES = "silences";
  private static final String TREATMENTS = "treatments";

  private final YamlPlace place;
  private final Path path;
  private final Values values;

  private YamlFile(YamlPlace place, Path path, Values values) {
    this.place = place;
    this.path = path;
    this.values = values;
  }

  static void apply(SourceFile file, Path path, Values values, Consumer<ConfigProblem> problems) {
    Node root = YamlTree.compose(file, problems);
    if (root != null) {
      new YamlFile(new YamlPlace(file, problems), path, values).group(root, "");
    }
  }

  private void group(Node node, String path) {
    if (YamlPlace.isNothing(node)) {
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
      Integer first = seen.putIfAbsent(name, YamlPlace.line(keyNode));
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
    } else if (path.equals(SILENCES)) {
      silences(value);
    } else if (parent.equals(TREATMENTS) && isCustom(value)) {
      custom(name, keyNode, value);
    } else {
      problem(keyNode, "unknown key " + path + suggestion(name, parent));
    }
  }

  private void silences(Node node) {
    if (!YamlPlace.isNothing(node)) {
      List<Silence> read = Silences.read(place, node);
      values.putExtra(SILENCES, new Values.Extra(read, read.toString(), place.origin(node)));
    }
  }

  private static boolean isCustom(Node node) {
    return node instanceof MappingNode mapping
        && mapping.getValue().stream()
            .anyMatch(tuple ->
                tuple.getKeyNode() instanceof ScalarNode key
                    && List.of("command", "when").contains(key.getValue()));
  }

  private void custom(String id, ScalarNode keyNode, Node node) {
    CustomTreatment custom = CustomTreatments.read(place, node, id, path);
    if (custom != null) {
      // Its environment may hold a secret, so that only a digest of the rest is shown.
      String text = custom.command() + " #" + Integer.toHexString(custom.hashCode());
      values.putExtra(TREATMENTS + "." + id, new Values.Extra(custom, text, place.origin(keyNode)));
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
    if (YamlPlace.isNothing(node)) {
      problem(node, key.path() + " has no value; its default is " + key.standard());
      return;
    }
    String text = node instanceof SequenceNode list ? list(key, list) : scalar(key, node);
    if (text == null) {
      return;
    }
    try {
      values.put(key, text, place.origin(node));
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

  private void problem(Node node, String message) {
    place.problem(node, message);
  }
}
