package io.github.vigia.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A {@code .env} file: one {@code KEY=value} a line, {@code export} before it if one likes, the
 * value plain, in single quotes (as it is) or in double quotes ({@code \n}, {@code \t}, {@code \"},
 * {@code \\}); {@code #} begins a comment at the start of a line or after a blank. Of a name that
 * stands twice, the last counts.
 */
final class EnvFile {

  private final SourceFile file;
  private final Consumer<ConfigProblem> problems;
  private final Map<String, Assignment> assignments = new LinkedHashMap<>();

  private EnvFile(SourceFile file, Consumer<ConfigProblem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** By name; empty values are left out, they mean "not set". */
  static Map<String, Assignment> parse(SourceFile file, Consumer<ConfigProblem> problems) {
    EnvFile parser = new EnvFile(file, problems);
    for (int i = 0; i < file.lines().size(); i++) {
      parser.line(file.lines().get(i), i + 1);
    }
    return parser.assignments;
  }

  private void line(String line, int number) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    String rest = text.startsWith("export ") ? text.substring(7).strip() : text;
    int equals = rest.indexOf('=');
    String name = equals < 0 ? rest : rest.substring(0, equals).strip();
    int column = 1 + line.codePointCount(0, line.indexOf(text));
    int length = text.codePointCount(0, text.length());
    if (equals < 0 || !isName(name)) {
      problems.accept(
          file.problem(
              Severity.INVALID, number, column, length, "expected KEY=value; the line is ignored"));
      return;
    }
    String raw = rest.substring(equals + 1).strip();
    String value;
    try {
      value = value(raw);
    } catch (RejectedValueException e) {
      problems.accept(
          file.problem(
              Severity.INVALID,
              number,
              column,
              length,
              name + ": " + e.reason() + "; the line is ignored"));
      return;
    }
    if (value.isBlank()) {
      assignments.remove(name);
    } else {
      Origin origin =
          new Origin(
              Origin.Layer.ENV_FILE, file.name(), number, column, length, file.line(number), name);
      assignments.put(name, new Assignment(name, value.strip(), origin));
    }
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static String value(String raw) {
    if (!raw.startsWith("'") && !raw.startsWith("\"")) {
      return plain(raw);
    }
    char quote = raw.charAt(0);
    StringBuilder value = new StringBuilder();
    for (int i = 1; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == quote) {
        String rest = raw.substring(i + 1).strip();
        if (!rest.isEmpty() && !rest.startsWith("#")) {
          throw new RejectedValueException("there is something after the closing quote");
        }
        return value.toString();
      }
      if (c == '\\' && quote == '"' && i + 1 < raw.length()) {
        i++;
        value.append(escaped(raw.charAt(i)));
      } else {
        value.append(c);
      }
    }
    throw new RejectedValueException("the closing quote is missing");
  }

  private static String plain(String raw) {
    if (raw.startsWith("#")) {
      return "";
    }
    for (int i = 1; i < raw.length(); i++) {
      if (raw.charAt(i) == '#' && Character.isWhitespace(raw.charAt(i - 1))) {
        return raw.substring(0, i).strip();
      }
    }
    return raw;
  }

  private static String escaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case '"', '\\', '$' -> String.valueOf(c);
      default -> "\\" + c;
    };
  }
}
