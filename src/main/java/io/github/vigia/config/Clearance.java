package io.github.vigia.config;

/**
 * How far beyond its limit a reading must go back before a level is left.
 *
 * @param warning gap of the warning level
 * @param critical gap of the critical level
 */
record Clearance(Gap warning, Gap critical) {

  /** An amount in the signal's unit or, if {@code relative}, in percent of the limit. */
  record Gap(double amount, boolean relative) {

    Limit limit(double enter, boolean lowIsBad) {
      double distance = relative ? Math.abs(enter) * amount / 100 : amount;
      return new Limit(enter, lowIsBad ? enter + distance : Math.max(0, enter - distance));
    }
  }

  static Clearance parse(String text, Unit unit) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      Gap both = gap(text, unit);
      return new Clearance(both, both);
    }
    return new Clearance(
        gap(text.substring(0, slash).strip(), unit), gap(text.substring(slash + 1).strip(), unit));
  }

  private static Gap gap(String text, Unit unit) {
    boolean relative = unit != Unit.PERCENT && text.endsWith("%");
    Gap gap = new Gap((relative ? Unit.PERCENT : unit).parse(text), relative);
    if (gap.amount() < 0) {
      throw new RejectedValueException(text + " is out of range: a distance is not negative");
    }
    return gap;
  }

  String print(Unit unit) {
    String first = print(warning, unit);
    return warning.equals(critical) ? first : first + " / " + print(critical, unit);
  }

  private static String print(Gap gap, Unit unit) {
    return (gap.relative() ? Unit.PERCENT : unit).print(gap.amount());
  }
}
