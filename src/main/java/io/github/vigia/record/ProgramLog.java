package io.github.vigia.record;

import io.github.vigia.config.Settings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The program's own log: what any logger of this process says goes to {@code debug/} as text and as
 * JSON, and from WARNING on to the terminal. Any thread.
 */
public final class ProgramLog extends Handler {

  private final ZoneId zone;
  private final PrintWriter console;
  private final Appender text;
  private final Appender json;

  ProgramLog(Disk disk, Path root, ZoneId zone, PrintWriter console) {
    this.zone = zone;
    this.console = console;
    Recorder.Complaints complaints = new Recorder.Complaints();
    this.text =
        new Appender(disk, root, DailyFile.OWN_TEXT, Appender.PENDING_LIMIT / 4, complaints);
    this.json =
        new Appender(disk, root, DailyFile.OWN_JSON, Appender.PENDING_LIMIT / 4, complaints);
  }

  /**
   * Takes the place of every handler that there is, and hears of exceptions that no thread caught.
   *
   * @param console where warnings are shown
   */
  public static ProgramLog install(Settings.Logs settings, ZoneId zone, PrintWriter console) {
    ProgramLog log = new ProgramLog(new HostDisk(), settings.root(), zone, console);
    Logger root = only(log);
    log.level(settings.level());
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
      LogRecord unhandled =
          new LogRecord(Level.SEVERE, "unhandled exception in thread " + thread.getName());
      unhandled.setThrown(thrown);
      unhandled.setLoggerName(ProgramLog.class.getName());
      root.log(unhandled);
    });
    return log;
  }

  /** For commands that keep no log: errors go to the terminal, the rest nowhere. */
  public static void toConsole(PrintWriter console) {
    only(new Handler() {
          @Override
          public void publish(LogRecord said) {
            if (said.getLevel().intValue() >= Level.SEVERE.intValue()) {
              show(console, said);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        })
        .setLevel(Level.SEVERE);
  }

  private static Logger only(Handler handler) {
    Logger root = Logger.getLogger("");
    for (Handler other : root.getHandlers()) {
      root.removeHandler(other);
    }
    root.addHandler(handler);
    return root;
  }

  /**
   * Keeps what is at least as severe as this from now on.
   *
   * @param name DEBUG, INFO, WARNING or ERROR
   */
  public void level(String name) {
    Level level =
        switch (name) {
          case "DEBUG" -> Level.FINE;
          case "WARNING" -> Level.WARNING;
          case "ERROR" -> Level.SEVERE;
          default -> Level.INFO;
        };
    // The JDK's own debugging is nobody's business here.
    Logger.getLogger("").setLevel(level.intValue() < Level.INFO.intValue() ? Level.INFO : level);
    ours.setLevel(level);
  }

  /** Held here: a logger that nobody holds is collected, with its level. */
  private final Logger ours = Logger.getLogger("io.github.vigia");

  List<Appender> appenders() {
    return List.of(text, json);
  }

  @Override
  public void publish(LogRecord said) {
    OffsetDateTime time = OffsetDateTime.ofInstant(said.getInstant(), zone);
    LocalDate today = time.toLocalDate();
    append(text, ProgramLine.text(said, time), today);
    append(json, ProgramLine.json(said, time), today);
    if (said.getLevel().intValue() >= Level.WARNING.intValue()) {
      show(console, said);
    }
  }

  private static void append(Appender to, String line, LocalDate today) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    to.append(bytes, bytes.length, today);
  }

  private static void show(PrintWriter console, LogRecord said) {
    console.println("vigia: " + ProgramLine.brief(said));
    console.flush();
  }

  @Override
  public void flush() {}

  /** Hears no more, and waits until all is on the disk. */
  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
    text.close();
    json.close();
  }
}
