package io.github.vigia.config;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Decimal numbers and what follows them: {@code 1.5GB} is 1.5 and {@code GB}. */
final class Numbers {

  /** Longer than any number that a setting has use for. */
  private static final int MAX_LENGTH = 32;

  private Numbers() {}

  /** A number and the unit that follows it, which is empty if there is none. */
  record Quantity(BigDecimal amount, String unit) {}

  /** Null where {@code text} does not begin with a number. */
  static @Nullable Quantity quantity(String text) {
    int end = 0;
    boolean point = false;
    boolean digit = false;
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    for (end = start; end < text.length(); end++) {
      char c = text.charAt(end);
      if (c >= '0' && c <= '9') {
        digit = true;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (!digit || end > MAX_LENGTH) {
      return null;
    }
    return new Quantity(new BigDecimal(text.substring(0, end)), text.substring(end).strip());
  }

  /** Whether it is a number and nothing else. */
  static boolean isBare(String text) {
    Quantity quantity = quantity(text);
    return quantity != null && quantity.unit().isEmpty();
  }

  /** Without exponent and without needless zeros: {@code 80}, {@code 2.5}. */
  static String print(double number) {
    return print(BigDecimal.valueOf(number));
  }

  static String print(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
