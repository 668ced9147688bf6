package io.github.vigia.treat.action;

import java.util.Locale;

/** Numbers of bytes as a person reads them: {@code 1.2 GiB}. */
final class Size {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Size() {}

  static String text(long bytes) {
    double amount = (double) Math.max(0, bytes);
    int unit = 0;
    while (amount >= 1024 && unit + 1 < UNITS.length) {
      amount /= 1024;
      unit++;
    }
    return unit == 0
        ? "%d B".formatted((long) amount)
        : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }
}
