package io.github.vigia.cli;

/** Text of the host as it may be shown on a terminal: without control characters. */
final class Plain {

  private Plain() {}

  static String text(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> plain.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c));
    return plain.toString();
  }
}
