package io.github.vigia.collect.vitals;

/** Percentages and other figures, rounded so that the journal stays small. */
final class Percent {

  private Percent() {}

  /**
   * {@code part} of {@code whole} in percent, 0 to 100, rounded to 0.01; NaN of a whole that is 0.
   */
  static double of(long part, long whole) {
    return whole == 0 ? Double.NaN : rounded(Math.clamp(100.0 * part / whole, 0.0, 100.0));
  }

  /** Rounded to 0.01; what is not a number stays so. */
  static double rounded(double value) {
    return Math.floor(value * 100 + 0.5) / 100;
  }

  /** Rounded to 0.001; what is not a number stays so. */
  static double roundedToThousandths(double value) {
    return Math.floor(value * 1000 + 0.5) / 1000;
  }
}
