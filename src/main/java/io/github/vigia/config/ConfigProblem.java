package io.github.vigia.config;

/**
 * One thing that is wrong, and where.
 *
 * @param file as the user would name it, or {@code environment}, {@code command line}
 * @param line from 1; 0 where there is none
 * @param column from 1, in code points; 0 where there is none
 * @param length of what is wrong, in code points
 * @param sourceLine empty where there is none
 */
public record ConfigProblem(
    Severity severity,
    String file,
    int line,
    int column,
    int length,
    String message,
    String sourceLine) {

  private static final int WIDTH = 120;
  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String PLAIN = "\u001b[0m";

  static ConfigProblem of(Severity severity, String file, String message) {
    return new ConfigProblem(severity, file, 0, 0, 0, message, "");
  }

  /** {@code file:line:column: error: …} and below it the line with carets, without line break. */
  public String render(boolean color) {
    String hue = severity == Severity.ERROR ? RED : YELLOW;
    StringBuilder out = new StringBuilder();
    out.append(paint(color, BOLD, place())).append(": ");
    out.append(paint(color, hue, severity.label() + ":")).append(' ').append(visible(message));
    if (line > 0 && column > 0 && !sourceLine.isBlank()) {
      int[] points = sourceLine.codePoints().toArray();
      int from = Math.min(points.length, Math.max(0, column - 1));
      int left = from > WIDTH / 2 && points.length > WIDTH ? from - WIDTH / 2 : 0;
      int right = Math.min(points.length, left + WIDTH);
      int carets = Math.clamp(length, 1, Math.max(1, right - from));
      out.append('\n').append(" ".repeat(Math.max(0, 4 - digits(line)))).append(line).append(" | ");
      out.append(visible(new String(points, left, right - left)));
      out.append("\n     | ").append(blank(points, left, from));
      out.append(paint(color, hue, "^".repeat(carets)));
    }
    return out.toString();
  }

  private String place() {
    String name = visible(file);
    return line == 0 ? name : name + ":" + line + (column == 0 ? "" : ":" + column);
  }

  private static String paint(boolean color, String hue, String text) {
    return color ? hue + text + PLAIN : text;
  }

  private static int digits(int number) {
    return String.valueOf(number).length();
  }

  /** As wide as what stands before the caret: tabs stay tabs. */
  private static String blank(int[] points, int left, int from) {
    StringBuilder blank = new StringBuilder();
    for (int i = left; i < from; i++) {
      blank.append(points[i] == '\t' ? '\t' : ' ');
    }
    return blank.toString();
  }

  /** Control characters could steer the reader's terminal. */
  static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c != '\t' && Character.isISOControl(c) ? 0xFFFD : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
