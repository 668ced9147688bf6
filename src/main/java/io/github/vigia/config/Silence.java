package io.github.vigia.config;

import io.github.vigia.model.Condition;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * A time in which some treatments do not act.
 *
 * @param id what it is called by
 * @param alerts whether nothing is told either
 */
public record Silence(
    String id, Matcher matcher, Window window, boolean alerts, String author, String comment) {

  /** No single silence is longer: what is forgotten must end. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /**
   * What it is about: all that is said must hold. At least one thing must be said.
   *
   * @param signal key; empty = any
   * @param instance empty = any
   * @param treatment id; empty = any
   * @param danger least; 0 = any
   */
  public record Matcher(String signal, String instance, String treatment, int danger) {

    /** Whether it says nothing, and so would match everything. */
    public boolean isEmpty() {
      return signal.isEmpty() && instance.isEmpty() && treatment.isEmpty() && danger == 0;
    }

    public boolean matches(Condition condition, String of, int itsDanger) {
      return (signal.isEmpty() || signal.equals(condition.signal().key()))
          && (instance.isEmpty() || instance.equals(condition.instance()))
          && (treatment.isEmpty() || treatment.equals(of))
          && itsDanger >= danger;
    }
  }

  /** When it holds. */
  public sealed interface Window {

    boolean contains(Instant at);

    /** Once. */
    record Once(Instant from, Instant until) implements Window {

      @Override
      public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
      }
    }

    /** Again and again: from a time of the day, on some days, up to less than a day long. */
    record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone)
        implements Window {

      @Override
      public boolean contains(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        if (from.isBefore(until)) {
          return days.contains(local.getDayOfWeek())
              && !time.isBefore(from)
              && time.isBefore(until);
        }
        return (days.contains(local.getDayOfWeek()) && !time.isBefore(from))
            || (days.contains(local.minusDays(1).getDayOfWeek()) && time.isBefore(until));
      }
    }
  }
}
