package io.github.vigia.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The fields of something that has no keys in the list of settings: a custom treatment, a silence.
 * Whatever is wrong is told where it stands; then {@link #isSound} is false.
 */
final class YamlFields {

  private final YamlPlace place;
  private final Node node;
  private final String path;
  private final Map<String, Node> fields = new LinkedHashMap<>();
  private boolean sound = true;

  /**
   * @param known the names that a field may have
   */
  YamlFields(YamlPlace place, Node node, String path, List<String> known) {
    this.place = place;
    this.node = node;
    this.path = path;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(tuple -> add(tuple, known));
    } else {
      problem(node, path + " must hold settings (key: value)");
    }
  }

  private void add(NodeTuple tuple, List<String> known) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problem(tuple.getKeyNode(), "a key must be a plain name");
      return;
    }
    String name = key.getValue();
    if (!known.contains(name)) {
      String nearest = Nearest.of(name, known);
      problem(
          key,
          "unknown key "
              + path
              + "."
              + name
              + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?"));
    } else if (fields.putIfAbsent(name, tuple.getValueNode()) != null) {
      problem(key, "duplicate key " + name);
    }
  }

  boolean isSound() {
    return sound;
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** Whether the field is there and holds fields of its own. */
  boolean isGroup(String name) {
    return fields.get(name) instanceof MappingNode;
  }

  /** The value of a field, or {@code standard}, written as in a file, where it is not there. */
  <T> T value(String name, Form<T> form, String standard) {
    Node field = fields.get(name);
    if (field == null) {
      return form.parse(standard);
    }
    String text =
        field instanceof SequenceNode && form.list()
            ? "[" + String.join(", ", words(name)) + "]"
            : scalar(field, name);
    if (text != null) {
      try {
        return form.parse(text);
      } catch (RejectedValueException e) {
        problem(field, name + ": " + e.reason());
      }
    }
    return form.parse(standard);
  }

  /** The same for a field that must be there; {@code standIn} is for the time of checking only. */
  <T> T required(String name, Form<T> form, String standIn) {
    if (!has(name)) {
      problem(node, path + " needs " + name);
    }
    return value(name, form, standIn);
  }

  /** Text as it is; empty where the field is not there. */
  String text(String name) {
    Node field = fields.get(name);
    String text = field == null ? null : scalar(field, name);
    return text == null ? "" : text;
  }

  /** The items of a list, as they are; empty where the field is not there. */
  List<String> words(String name) {
    Node field = fields.get(name);
    List<String> words = new ArrayList<>();
    if (field instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        String word = scalar(item, name);
        if (word != null) {
          words.add(word);
        }
      }
    } else if (field != null) {
      problem(field, path + "." + name + " must be a list: [one, two]");
    }
    return List.copyOf(words);
  }

  /** Names and values of a field that holds such pairs. */
  Map<String, String> pairs(String name) {
    Node field = fields.get(name);
    Map<String, String> pairs = new LinkedHashMap<>();
    if (field instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        String key = scalar(tuple.getKeyNode(), name);
        String value = scalar(tuple.getValueNode(), name);
        if (key != null && value != null) {
          pairs.put(key, value);
        }
      }
    } else if (field != null) {
      problem(field, path + "." + name + " must hold settings (key: value)");
    }
    return pairs;
  }

  /** The fields of a field; none where it is not there. Its faults are told at once. */
  YamlFields group(String name, List<String> known) {
    Node field = fields.get(name);
    Node within = field == null ? new MappingNode(node.getTag(), List.of(), FlowStyle.FLOW) : field;
    YamlFields group = new YamlFields(place, within, path + "." + name, known);
    sound &= group.sound;
    return group;
  }

  void problem(String name, String message) {
    Node field = fields.get(name);
    problem(field == null ? node : field, message);
  }

  private void problem(Node at, String message) {
    sound = false;
    place.problem(at, message);
  }

  private @Nullable String scalar(Node field, String name) {
    if (field instanceof ScalarNode scalar && !YamlPlace.isNothing(field)) {
      return scalar.getValue();
    }
    problem(field, path + "." + name + " must be one value");
    return null;
  }
}
