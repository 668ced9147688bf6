package io.github.vigia.collect.vitals;

/** Names of sysfs that carry a number: {@code cpu0}, {@code temp1_input}. */
final class Numbered {

  private Numbered() {}

  /** Whether {@code name} is {@code before}, one or more digits, {@code after}. */
  static boolean is(String name, String before, String after) {
    int from = before.length();
    int to = name.length() - after.length();
    if (to <= from || !name.startsWith(before) || !name.endsWith(after)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
