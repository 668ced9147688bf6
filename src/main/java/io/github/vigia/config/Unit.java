package io.github.vigia.config;

/** What the limits of a signal are written in; the numbers are in the unit of its metric. */
enum Unit {
  PERCENT("%", "a percentage such as 80%", "[0-9.]+%"),
  MILLISECONDS("ms", "a time such as 100ms or 1s", "[0-9.]+(ms|s)"),
  CELSIUS("C", "a temperature such as 85C", "-?[0-9.]+(°)?C"),
  COUNT("", "a number such as 50", "[0-9.]+"),
  BYTES("B", Sizes.EXPECTED, "[0-9.]+([kKMGT]i?)?B");

  private static final double MOST_CELSIUS = 1000;
  private static final double MOST_COUNT = 1e12;

  private final String suffix;
  private final String expected;
  private final String pattern;

  Unit(String suffix, String expected, String pattern) {
    this.suffix = suffix;
    this.expected = expected;
    this.pattern = pattern;
  }

  /** What a bare number of a variable is followed by. */
  String suffix() {
    return suffix;
  }

  /** Regular expression of JSON Schema, without anchors. */
  String pattern() {
    return pattern;
  }

  double parse(String text) {
    return switch (this) {
      case MILLISECONDS ->
          Numbers.isBare(text) ? bare(text) : Durations.parse(text).toNanos() / 1e6;
      case BYTES -> Sizes.parse(text);
      case PERCENT -> within(text, text, 0, 100);
      case CELSIUS -> within(text, text.replace("°", ""), -MOST_CELSIUS, MOST_CELSIUS);
      case COUNT -> within(text, text, 0, MOST_COUNT);
    };
  }

  private double within(String text, String plain, double least, double most) {
    Numbers.Quantity quantity = Numbers.quantity(plain);
    if (quantity == null) {
      throw Form.rejected(expected, text, "");
    }
    if (!quantity.unit().equals(suffix)) {
      return bare(text);
    }
    double number = quantity.amount().doubleValue();
    if (number < least || number > most) {
      throw new RejectedValueException(
          text + " is out of range: " + print(least) + " to " + print(most));
    }
    return number;
  }

  private double bare(String text) {
    throw Form.rejected(expected, text, Numbers.isBare(text) ? text + suffix : "");
  }

  String print(double number) {
    return this == BYTES ? Sizes.print((long) number) : Numbers.print(number) + suffix;
  }
}
