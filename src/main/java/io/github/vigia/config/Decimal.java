package io.github.vigia.config;

/** Decimal fractions of fixed length, written without garbage. */
public final class Decimal {

  private static final double LARGEST = 1e15;

  private Decimal() {}

  /**
   * Appends {@code value} rounded half up to {@code decimals} digits after {@code point}. What is
   * too large to have exact digits is appended as {@link Double#toString} has it.
   *
   * @param decimals 0 to 3
   */
  public static void append(StringBuilder out, double value, int decimals, char point) {
    if (!(Math.abs(value) < LARGEST)) {
      out.append(value);
      return;
    }
    long scale = 1;
    for (int i = 0; i < decimals; i++) {
      scale *= 10;
    }
    long scaled = Math.round(Math.abs(value) * scale);
    if (value < 0 && scaled != 0) {
      out.append('-');
    }
    out.append(scaled / scale);
    if (decimals > 0) {
      out.append(point);
      long fraction = scaled % scale;
      for (long digit = scale / 10; digit > 0; digit /= 10) {
        out.append((char) ('0' + fraction / digit % 10));
      }
    }
  }
}
