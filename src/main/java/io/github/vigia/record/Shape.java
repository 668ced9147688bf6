package io.github.vigia.record;

/**
 * The outer shape of a line of JSON: one object, closed, nothing after it, nested less deep than
 * any record. The library does not look at what follows a value, and recurses as deep as the text
 * wants.
 */
final class Shape {

  private static final int DEEPEST = 8;

  private Shape() {}

  static void check(byte[] json, int length) throws MalformedRecordException {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < length; i++) {
      byte b = json[i];
      if (i == 0 && b != '{') {
        throw new MalformedRecordException("expected a line that begins with '{'");
      }
      if (quoted) {
        if (b == '\\') {
          i++;
        } else if (b == '"') {
          quoted = false;
        }
      } else if (b == '"') {
        quoted = true;
      } else if (b == '{' || b == '[') {
        depth = deeper(depth, i);
      } else if (b == '}' || b == ']') {
        depth--;
        if (depth == 0 && i + 1 < length) {
          throw new MalformedRecordException("expected the end of the line at byte " + (i + 1));
        }
      }
    }
    if (depth != 0 || length == 0 || quoted) {
      throw new MalformedRecordException("the line ends within its record");
    }
  }

  private static int deeper(int depth, int at) throws MalformedRecordException {
    if (depth == DEEPEST) {
      throw new MalformedRecordException(
          "expected at most " + DEEPEST + " levels, found more at byte " + at);
    }
    return depth + 1;
  }
}
