package io.github.vigia.record;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** What the program says of itself, as a line of text, as a line of JSON, and in brief. */
final class ProgramLine {

  /** Puts the parameters into a message; nothing else of it is used. */
  private static final SimpleFormatter MESSAGES = new SimpleFormatter();

  private ProgramLine() {}

  /** With its line feed; the lines of a stack trace follow, indented. */
  static String text(LogRecord said, OffsetDateTime time) {
    StringBuilder out = new StringBuilder(160);
    out.append(Stamp.iso(time)).append(' ').append(level(said.getLevel())).append(" [");
    out.append(Escape.line(Thread.currentThread().getName())).append("] ");
    out.append(said.getLoggerName()).append(": ").append(Escape.line(message(said))).append('\n');
    trace(said)
        .lines()
        .forEach(line -> out.append("    ").append(Escape.line(line.strip())).append('\n'));
    return out.toString();
  }

  /** With its line feed. */
  static String json(LogRecord said, OffsetDateTime time) {
    StringWriter out = new StringWriter(256);
    try (JsonWriter json = JsonStream.builder().build().writer(out)) {
      json.beginObject();
      json.name("ts");
      json.value(Stamp.iso(time));
      json.name("level");
      json.value(level(said.getLevel()));
      json.name("logger");
      json.value(String.valueOf(said.getLoggerName()));
      json.name("thread");
      Line.string(json, Thread.currentThread().getName());
      json.name("msg");
      Line.string(json, message(said));
      if (said.getThrown() != null) {
        json.name("exception");
        Line.string(json, trace(said));
      }
      json.endObject();
    }
    return out.append('\n').toString();
  }

  /** {@code warning: what happened}, without the trace. */
  static String brief(LogRecord said) {
    String message = Escape.line(message(said));
    Throwable thrown = said.getThrown();
    return level(said.getLevel()).toLowerCase(Locale.ROOT)
        + ": "
        + message
        + (thrown == null ? "" : ": " + Escape.line(thrown.toString()));
  }

  private static String message(LogRecord said) {
    return String.valueOf(MESSAGES.formatMessage(said));
  }

  private static String trace(LogRecord said) {
    Throwable thrown = said.getThrown();
    if (thrown == null) {
      return "";
    }
    StringWriter out = new StringWriter();
    thrown.printStackTrace(new PrintWriter(out));
    return out.toString();
  }

  /** The names that {@code --log-level} takes. */
  static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARNING";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }
}
