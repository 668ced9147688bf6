package io.github.vigia.record;

/**
 * Makes text of unknown origin (mount points, process names, messages of exceptions) safe for a log
 * of lines and for a terminal: what could end a line, move the cursor or turn the direction of the
 * text becomes a backslash, {@code u} and four hexadecimal digits.
 */
final class Escape {

  private Escape() {}

  /** The text on one line; the same object where nothing had to be escaped. */
  static String line(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnsafe(text, i)) {
        return escaped(text);
      }
    }
    return text;
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      if (isUnsafe(text, i)) {
        unit(out, text.charAt(i));
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  /** Appends one UTF-16 unit as an escape that JSON knows, too. */
  static void unit(StringBuilder out, char unit) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(Character.forDigit(unit >> shift & 0xf, 16));
    }
  }

  /** Whether the unit at {@code index} is half of a pair whose other half is missing. */
  static boolean isLoneSurrogate(String text, int index) {
    char unit = text.charAt(index);
    if (Character.isHighSurrogate(unit)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(unit)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  private static boolean isUnsafe(String text, int index) {
    char unit = text.charAt(index);
    if (unit >= ' ' && unit < 0x7f) {
      return unit == '\\';
    }
    return switch (Character.getType(unit)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SURROGATE -> isLoneSurrogate(text, index);
      default -> false;
    };
  }
}
