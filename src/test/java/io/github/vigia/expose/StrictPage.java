package io.github.vigia.expose;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a page as strictly as the two formats allow, and gives its series with their values. */
final class StrictPage {

  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z_][a-z0-9_]*)(\\{(?:[a-z_]+=\"(?:[^\"\\\\]|\\\\[\\\\n\"])*\"[,}])+)? ([^ ]+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?");
  private static final Pattern COMMENT =
      Pattern.compile("# (HELP|TYPE|UNIT) ([a-z_][a-z0-9_]*) (.+)");

  private final Format format;
  private final Set<String> families = new HashSet<>();
  private final Map<String, Double> series = new LinkedHashMap<>();
  private String family = "";
  private String type = "";

  private StrictPage(Format format) {
    this.format = format;
  }

  /** Series by name and unescaped labels: {@code name{label=value,…}}. */
  static Map<String, Double> parse(byte[] page, Format format) {
    String text = decode(page);
    StrictPage parser = new StrictPage(format);
    if (!text.endsWith("\n")) {
      throw new AssertionError("the page does not end with a line feed");
    }
    if (format == Format.OPENMETRICS) {
      if (!text.endsWith("# EOF\n")) {
        throw new AssertionError("no # EOF");
      }
      text = text.substring(0, text.length() - "# EOF\n".length());
    }
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        parser.line(line);
      }
    }
    if (text.contains("\n\n") || text.startsWith("\n")) {
      throw new AssertionError("an empty line");
    }
    return parser.series;
  }

  private void line(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (Character.isISOControl(line.charAt(i))
          && line.charAt(i) < 0x80
          && line.charAt(i) != '\t') {
        throw new AssertionError("a control character in " + line);
      }
    }
    if (line.startsWith("#")) {
      comment(line);
    } else {
      sample(line);
    }
  }

  private void comment(String line) {
    Matcher matcher = COMMENT.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("not a comment line: " + line);
    }
    String name = matcher.group(2);
    if (!name.equals(family)) {
      if (!families.add(name)) {
        throw new AssertionError("family twice: " + name);
      }
      family = name;
      type = "";
    }
    if (matcher.group(1).equals("TYPE")) {
      type = matcher.group(3);
    }
    if (matcher.group(1).equals("UNIT") && !name.endsWith("_" + matcher.group(3))) {
      throw new AssertionError("not the unit of its name: " + line);
    }
  }

  private void sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    if (!matcher.matches() || !NUMBER.matcher(matcher.group(3)).matches()) {
      throw new AssertionError("not a sample: " + line);
    }
    String suffix = "";
    if (format == Format.OPENMETRICS) {
      suffix =
          switch (type) {
            case "gauge" -> "";
            case "counter" -> "_total";
            case "info" -> "_info";
            default -> throw new AssertionError("type " + type + " at " + line);
          };
    } else if (!type.equals("gauge") && !type.equals("counter")) {
      throw new AssertionError("type " + type + " at " + line);
    }
    if (!matcher.group(1).equals(family + suffix)) {
      throw new AssertionError("sample outside of its family " + family + ": " + line);
    }
    double value = Double.parseDouble(matcher.group(3));
    if (type.equals("counter") && value < 0) {
      throw new AssertionError("a counter below zero: " + line);
    }
    String key = matcher.group(1) + labels(matcher.group(2));
    if (series.put(key, value) != null) {
      throw new AssertionError("series twice: " + line);
    }
  }

  private static String labels(String text) {
    if (text == null) {
      return "";
    }
    Map<String, String> labels = new LinkedHashMap<>();
    Matcher matcher = LABEL.matcher(text);
    while (matcher.find()) {
      if (labels.put(matcher.group(1), unescape(matcher.group(2))) != null) {
        throw new AssertionError("label twice: " + text);
      }
    }
    return labels.toString();
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
      } else {
        char escaped = text.charAt(++i);
        out.append(escaped == 'n' ? '\n' : escaped);
      }
    }
    return out.toString();
  }

  private static String decode(byte[] page) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(page)).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("not UTF-8", e);
    }
  }
}
