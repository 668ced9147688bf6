package io.github.vigia.record;

import java.time.OffsetDateTime;

/** Moments as the files of this package write them. */
final class Stamp {

  private Stamp() {}

  /** ISO 8601 with milliseconds and offset: {@code 2025-11-15T18:30:47.123-03:00}. */
  static String iso(OffsetDateTime time) {
    StringBuilder out = new StringBuilder(29);
    date(out, time);
    out.append('T');
    clock(out, time);
    out.append('.');
    digits(out, time.getNano() / 1_000_000, 3);
    offset(out, time.getOffset().getTotalSeconds());
    return out.toString();
  }

  /** Without offset, to the second: {@code 2025-11-15 18:30:47}. */
  static String plain(OffsetDateTime time) {
    StringBuilder out = new StringBuilder(19);
    date(out, time);
    out.append(' ');
    clock(out, time);
    return out.toString();
  }

  private static void date(StringBuilder out, OffsetDateTime time) {
    digits(out, time.getYear(), 4);
    out.append('-');
    digits(out, time.getMonthValue(), 2);
    out.append('-');
    digits(out, time.getDayOfMonth(), 2);
  }

  private static void clock(StringBuilder out, OffsetDateTime time) {
    digits(out, time.getHour(), 2);
    out.append(':');
    digits(out, time.getMinute(), 2);
    out.append(':');
    digits(out, time.getSecond(), 2);
  }

  private static void offset(StringBuilder out, int seconds) {
    int minutes = Math.abs(seconds) / 60;
    out.append(seconds < 0 ? '-' : '+');
    digits(out, minutes / 60, 2);
    out.append(':');
    digits(out, minutes % 60, 2);
  }

  private static void digits(StringBuilder out, int number, int width) {
    int unit = 1;
    for (int i = 1; i < width; i++) {
      unit *= 10;
    }
    for (; unit > 0; unit /= 10) {
      out.append((char) ('0' + number / unit % 10));
    }
  }
}
