package io.github.vigia.record;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file that this package made. The first file of a day that goes to the archive keeps
 * its name, the next get a number before the extension: {@code monitoring-2026-11-22.1.jsonl.gz}.
 * That number and the day tell a file apart for as long as it lives, compressed or not.
 */
record LogName(DailyFile family, LocalDate day, int number, boolean compressed) {

  /** From the oldest to the newest line. */
  static final Comparator<LogName> IN_TIME =
      Comparator.comparing(LogName::day).thenComparingInt(LogName::number);

  private static final String GZ = ".gz";
  private static final Pattern FORM =
      Pattern.compile("(\\w+)-(\\d{4}-\\d{2}-\\d{2})(?:\\.([1-9]\\d{0,8}))?\\.([a-z]+)(\\.gz)?");

  /** The name that {@code file} is, or null if it is none of ours. */
  static @Nullable LogName of(Path file) {
    Matcher matcher = FORM.matcher(String.valueOf(file.getFileName()));
    if (!matcher.matches()) {
      return null;
    }
    for (DailyFile family : DailyFile.ALL) {
      if (family.name().equals(matcher.group(1)) && family.extension().equals(matcher.group(4))) {
        return dated(family, matcher);
      }
    }
    return null;
  }

  private static @Nullable LogName dated(DailyFile family, Matcher matcher) {
    try {
      String number = matcher.group(3);
      return new LogName(
          family,
          LocalDate.parse(matcher.group(2)),
          number == null ? 0 : Integer.parseInt(number),
          matcher.group(5) != null);
    } catch (DateTimeException _) {
      // The 30th of February is a name that somebody else made.
      return null;
    }
  }

  LogName numbered(int number) {
    return new LogName(family, day, number, compressed);
  }

  String fileName() {
    return family.name()
        + "-"
        + day
        + (number == 0 ? "" : "." + number)
        + "."
        + family.extension()
        + (compressed ? GZ : "");
  }
}
