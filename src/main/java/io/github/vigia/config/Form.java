package io.github.vigia.config;

import java.util.function.Function;

/**
 * How the values of a setting are written.
 *
 * @param unit of a bare number where the place it comes from (a variable, a flag) fixes the unit;
 *     empty where a number has none
 * @param schema JSON Schema of one value
 * @param list whether YAML may give a sequence
 * @param reader throws {@link RejectedValueException} for text that is not such a value
 * @param printer writes what {@code reader} reads back to the same value
 */
record Form<T>(
    String unit,
    String schema,
    boolean list,
    Function<String, T> reader,
    Function<T, String> printer) {

  T parse(String text) {
    return reader.apply(text);
  }

  /** The one spelling of the value that {@code text} says. */
  String canonical(String text) {
    return printer.apply(reader.apply(text));
  }

  static RejectedValueException rejected(String expected, String found, String suggestion) {
    return new RejectedValueException(
        "expected "
            + expected
            + ", found "
            + (found.isEmpty() ? "nothing" : found)
            + (suggestion.isEmpty() ? "" : "; did you mean " + suggestion + "?"));
  }
}
