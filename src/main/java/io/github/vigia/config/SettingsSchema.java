package io.github.vigia.config;

import java.util.List;

/** JSON Schema (draft 2020-12) of {@code vigia.yaml}, for editors. */
public final class SettingsSchema {

  private SettingsSchema() {}

  /** Indented JSON, ending in a line break. */
  public static String json() {
    StringBuilder out = new StringBuilder();
    out.append("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n");
    out.append("  \"title\": \"vigia.yaml\",\n");
    group(out, "", 1);
    return out.append("}\n").toString();
  }

  private static void group(StringBuilder out, String path, int depth) {
    String indent = "  ".repeat(depth);
    out.append(indent).append("\"type\": [\"object\", \"null\"],\n");
    // Below treatments stand the custom ones, too, under names of their own.
    String others = path.equals("treatments") ? "{\"type\":\"object\"}" : "false";
    out.append(indent).append("\"additionalProperties\": ").append(others).append(",\n");
    out.append(indent).append("\"properties\": {\n");
    if (path.isEmpty()) {
      out.append(indent).append("  \"silences\": {\"type\":\"array\",\"items\":{\"type\":");
      out.append("\"object\"},\"description\":\"Times in which some treatments do not act.\"},\n");
    }
    List<String> names = Keys.children(path);
    for (int i = 0; i < names.size(); i++) {
      String child = path.isEmpty() ? names.get(i) : path + "." + names.get(i);
      out.append(indent).append("  \"").append(names.get(i)).append("\": ");
      Key<?> key = Keys.find(child);
      if (key == null) {
        out.append("{\n");
        group(out, child, depth + 2);
        out.append(indent).append("  }");
      } else {
        leaf(out, key);
      }
      out.append(i + 1 < names.size() ? ",\n" : "\n");
    }
    out.append(indent).append("}\n");
  }

  private static void leaf(StringBuilder out, Key<?> key) {
    String schema = key.form().schema();
    out.append(schema, 0, schema.length() - 1);
    out.append(",\"description\":\"").append(quoted(key.description()));
    out.append(" Default: ").append(quoted(key.standard())).append("\"}");
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
