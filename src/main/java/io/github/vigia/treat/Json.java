package io.github.vigia.treat;

import io.avaje.json.JsonDataException;
import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees of maps, lists, texts, numbers and switches as JSON: what the treatments' log holds. */
final class Json {

  private static final int DEEPEST = 12;
  private static final String HEX = "0123456789abcdef";

  private Json() {}

  static byte[] bytes(Map<String, ?> tree) {
    return text(tree).getBytes(StandardCharsets.UTF_8);
  }

  /** One line, without its end. */
  static String text(Map<String, ?> tree) {
    StringBuilder out = new StringBuilder(256);
    write(out, tree);
    return out.toString();
  }

  private static void write(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> {
        char before = '{';
        for (var entry : map.entrySet()) {
          out.append(before);
          quote(out, String.valueOf(entry.getKey()));
          out.append(':');
          write(out, entry.getValue());
          before = ',';
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        char before = '[';
        for (Object item : list) {
          out.append(before);
          write(out, item);
          before = ',';
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case Boolean flag -> out.append(flag.booleanValue());
      case Double number when !Double.isFinite(number) -> out.append("null");
      case Number number -> out.append(number);
      default -> quote(out, value.toString());
    }
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= ' ' && unit < 0x7f && unit != '"' && unit != '\\') {
        out.append(unit);
      } else {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt(unit >> shift & 0xf));
        }
      }
    }
    out.append('"');
  }

  /**
   * The tree of one object.
   *
   * @throws IOException if it is none
   */
  static Map<String, @Nullable Object> read(byte[] json) throws IOException {
    try (JsonReader reader = JsonStream.builder().build().reader(json)) {
      return object(reader, 0);
    } catch (RuntimeException e) {
      // Besides its own exceptions the library lets go ArrayIndexOutOfBounds on odd input.
      throw new IOException("not a record: " + e.getMessage(), e);
    }
  }

  private static Map<String, @Nullable Object> object(JsonReader reader, int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNextField()) {
      map.put(reader.nextField(), value(reader, depth + 1));
    }
    reader.endObject();
    return map;
  }

  private static @Nullable Object value(JsonReader reader, int depth) {
    if (depth > DEEPEST) {
      throw new JsonDataException("nested more than " + DEEPEST + " levels deep");
    }
    if (reader.isNullValue()) {
      return null;
    }
    return switch (reader.currentToken()) {
      case BEGIN_OBJECT -> object(reader, depth);
      case BEGIN_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNextElement()) {
          list.add(value(reader, depth + 1));
        }
        reader.endArray();
        yield list;
      }
      case STRING -> reader.readString();
      case BOOLEAN -> reader.readBoolean();
      case NUMBER -> reader.readDecimal().doubleValue();
      default -> throw new JsonDataException("unexpected " + reader.currentToken());
    };
  }

  /** A text field; empty where it is missing. */
  static String text(Map<String, @Nullable Object> tree, String name) {
    return tree.get(name) instanceof String text ? text : "";
  }

  /** A number field; NaN where it is missing or null. */
  static double number(Map<String, @Nullable Object> tree, String name) {
    return tree.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  static long whole(Map<String, @Nullable Object> tree, String name) {
    return tree.get(name) instanceof Number number ? number.longValue() : 0;
  }

  static boolean flag(Map<String, @Nullable Object> tree, String name) {
    return tree.get(name) instanceof Boolean flag && flag;
  }

  /** The objects of a list field; none where it is missing. */
  static List<Map<String, @Nullable Object>> objects(
      Map<String, @Nullable Object> tree, String name) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    if (tree.get(name) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          objects.add(named(map));
        }
      }
    }
    return objects;
  }

  /** An object field; empty where it is missing. */
  static Map<String, @Nullable Object> object(Map<String, @Nullable Object> tree, String name) {
    return tree.get(name) instanceof Map<?, ?> map ? named(map) : Map.of();
  }

  /** The texts of a list field; none where it is missing. */
  static List<String> texts(Map<String, @Nullable Object> tree, String name) {
    List<String> texts = new ArrayList<>();
    if (tree.get(name) instanceof List<?> list) {
      list.forEach(item -> texts.add(String.valueOf(item)));
    }
    return List.copyOf(texts);
  }

  private static Map<String, @Nullable Object> named(Map<?, ?> map) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    map.forEach((key, value) -> named.put(String.valueOf(key), value));
    return named;
  }
}
