package io.github.vigia.config;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Times with a compulsory unit: {@code 500ms}, {@code 1.5s}, {@code 5m}, {@code 2h}, {@code 7d}.
 */
public final class Durations {

  static final String EXPECTED = "a time with its unit, such as 500ms, 30s, 5m, 2h or 7d";

  /** A hundred years: more is a slip of the hand, and less fits nanoseconds in a long. */
  private static final Duration MOST = Duration.ofDays(36_500);

  private Durations() {}

  /**
   * The time that a person wrote.
   *
   * @throws IllegalArgumentException if it is none; the message says what was expected
   */
  public static Duration of(String text) {
    try {
      return parse(text.strip());
    } catch (RejectedValueException e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }

  static Duration parse(String text) {
    Numbers.Quantity quantity = Numbers.quantity(text);
    if (quantity == null || quantity.unit().isEmpty()) {
      throw Form.rejected(EXPECTED, text, quantity == null ? "" : text + "s");
    }
    BigDecimal nanos = quantity.amount().multiply(BigDecimal.valueOf(nanosOf(quantity, text)));
    if (nanos.signum() < 0 || nanos.compareTo(BigDecimal.valueOf(MOST.toNanos())) > 0) {
      throw new RejectedValueException(text + " is out of range: 0s to " + print(MOST));
    }
    return Duration.ofNanos(nanos.longValue());
  }

  private static long nanosOf(Numbers.Quantity quantity, String text) {
    return switch (quantity.unit()) {
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      case "d" -> 86_400_000_000_000L;
      default -> throw Form.rejected(EXPECTED, text, "");
    };
  }

  /** In the largest unit that makes it a whole number: {@code 1d}, {@code 90m}. */
  public static String print(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    long nanos = duration.toNanos();
    if (nanos % 1_000_000_000 != 0) {
      return Numbers.print(BigDecimal.valueOf(nanos, 6)) + "ms";
    }
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
