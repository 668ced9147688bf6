package io.github.vigia.record;

import io.github.vigia.model.Event;
import io.github.vigia.model.State;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;

/** A line of the human log: {@code 2025-11-15 18:30:47 WARNING Disk /var: from STABLE …}. */
final class HumanLine {

  private HumanLine() {}

  /** With its line feed; what could break the line is escaped. */
  static byte[] of(OffsetDateTime time, String level, String text) {
    StringBuilder out = new StringBuilder(text.length() + 32);
    out.append(Stamp.plain(time)).append(' ').append(level).append(' ');
    out.append(Escape.line(text)).append('\n');
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** How much an event matters, in the words that log viewers know. */
  static String level(Event event) {
    return switch (event) {
      case Event.StateChanged(_, _, _, var to, _) -> level(to);
      case Event.HostStateChanged(_, _, var to) -> level(to);
      case Event.Flapping(_, _, var began) -> began ? "WARNING" : "INFO";
      case Event.ClockJumped _,
          Event.TreatmentHeldBack _,
          Event.ApprovalWanted _,
          Event.Escalated _ ->
          "WARNING";
      case Event.TreatmentEnded ended -> ended.outcome().helped() ? "INFO" : "WARNING";
      case Event.Restrained(_, _, var began, _) -> began ? "WARNING" : "INFO";
      case Event.TreatmentStarted _, Event.ApprovalGiven _, Event.Silenced _ -> "INFO";
    };
  }

  static String level(State state) {
    return switch (state) {
      case STABLE -> "INFO";
      case WARNING, UNKNOWN -> "WARNING";
      case CRITICAL -> "CRITICAL";
    };
  }
}
