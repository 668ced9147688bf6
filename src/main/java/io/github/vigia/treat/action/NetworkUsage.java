package io.github.vigia.treat.action;

import java.io.IOException;
import java.time.LocalDate;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes sent and received a day, and the weekly limit learned from them: the last seven days' sum
 * and a fifth more, 20 GiB before there are seven. One thread.
 */
final class NetworkUsage {

  static final long BEFORE_DATA = 20L << 30;

  private static final int DAYS = 7;
  private static final int KEPT = 30;
  private static final Pattern LINE =
      Pattern.compile("\\{\"date\":\"(\\d{4}-\\d{2}-\\d{2})\",\"bytes\":(\\d{1,18})\\}");

  private final KeptText file;
  private final TreeMap<LocalDate, Long> days = new TreeMap<>();
  private boolean read;
  private long lastTotal = -1;

  /**
   * @param file {@code network_usage_learning_safe.jsonl}
   */
  NetworkUsage(KeptText file) {
    this.file = file;
  }

  /**
   * Takes the counters of the host.
   *
   * @param total bytes sent and received since boot; less than before after a boot
   */
  void count(LocalDate today, long total) throws IOException {
    load();
    if (lastTotal >= 0) {
      days.merge(today, total >= lastTotal ? total - lastTotal : total, Long::sum);
    } else {
      days.putIfAbsent(today, 0L);
    }
    lastTotal = total;
    while (days.size() > KEPT) {
      days.pollFirstEntry();
    }
  }

  void save() throws IOException {
    load();
    StringBuilder lines = new StringBuilder();
    days.forEach((day, bytes) ->
        lines
            .append("{\"date\":\"")
            .append(day)
            .append("\",\"bytes\":")
            .append(bytes)
            .append("}\n"));
    file.write(lines.toString());
  }

  private void load() throws IOException {
    if (read) {
      return;
    }
    read = true;
    for (String line : file.read().split("\n", -1)) {
      Matcher matcher = LINE.matcher(line.replace(" ", "").strip());
      // A line of another program, or half of one, is no day.
      if (matcher.matches() && isDate(matcher.group(1))) {
        days.put(LocalDate.parse(matcher.group(1)), Long.parseLong(matcher.group(2)));
      }
    }
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text) != null;
    } catch (java.time.DateTimeException _) {
      return false;
    }
  }

  /** What a week may bring: learned from the seven days before today. */
  long limit(LocalDate today) {
    long sum = 0;
    for (int i = 1; i <= DAYS; i++) {
      Long day = days.get(today.minusDays(i));
      if (day == null) {
        return BEFORE_DATA;
      }
      sum += day;
    }
    return sum + sum / 5;
  }

  /** Today and the six days before it. */
  long week(LocalDate today) {
    long sum = 0;
    for (int i = 0; i < DAYS; i++) {
      sum += days.getOrDefault(today.minusDays(i), 0L);
    }
    return sum;
  }

  boolean isExceeded(LocalDate today) {
    return week(today) > limit(today);
  }
}
