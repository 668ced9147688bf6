package io.github.vigia;

import io.github.vigia.cli.ExitCode;
import io.github.vigia.cli.Terminal;
import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.collect.vitals.OwnProcess;
import io.github.vigia.config.Loaded;
import io.github.vigia.config.Settings;
import io.github.vigia.expose.HttpEndpoint;
import io.github.vigia.expose.Sources;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Sample;
import io.github.vigia.record.Carried;
import io.github.vigia.record.JournalEnd;
import io.github.vigia.record.JournalRecord;
import io.github.vigia.record.ProgramLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The second process: serves the last record that a monitor, in another process or container, wrote
 * to the shared log root. It reads there and writes nothing.
 */
final class Server {

  private static final System.Logger logger = System.getLogger(Server.class.getName());

  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Settings settings;
  private final Terminal terminal;
  private final String version;
  private final JournalEnd journal;
  private final Carried carried;
  private final Collector process = new OwnProcess();
  private final CountDownLatch told = new CountDownLatch(1);
  private final AtomicReference<@Nullable Cycle> last = new AtomicReference<>();
  private @Nullable JournalRecord seen;
  private @Nullable String complaint;

  /**
   * Reads and serves by these settings.
   *
   * @param loaded settings without an error
   */
  Server(Loaded loaded, Terminal terminal, String version) {
    Settings given = loaded.settings();
    if (given == null) {
      throw new IllegalArgumentException("settings with an error: " + loaded.problems());
    }
    this.settings = given;
    this.terminal = terminal;
    this.version = version;
    this.journal = new JournalEnd(given.logs().root());
    this.carried = new Carried(Aggregation.validFor(given));
  }

  /** Serves until it is told to end; the exit code. */
  int run() {
    ProgramLog.toConsole(terminal.err());
    Signals.on("TERM", this::stop);
    Signals.on("INT", this::stop);
    // Its settings are few and read at the start; being asked to reload must not end it.
    Signals.on("HUP", () -> {});
    follow(Instant.now(), System.nanoTime());
    Sources sources =
        new Sources(
            last::get, settings::thresholds, () -> settings.run().interval(), List::of, version);
    try (HttpEndpoint endpoint = HttpEndpoint.start(settings.http(), sources)) {
      terminal
          .out()
          .println(
              "vigia %s serves %s at http:/%s"
                  .formatted(version, settings.logs().root(), endpoint.address()));
      while (!told.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        follow(Instant.now(), System.nanoTime());
      }
      return ExitCode.OK;
    } catch (IOException e) {
      terminal.err().println("vigia: error: " + e.getMessage());
      return ExitCode.INTERNAL;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERNAL;
    }
  }

  /** Ends the serving; any thread. */
  void stop() {
    told.countDown();
  }

  /** The last record, or null where there is none. */
  @Nullable Cycle last() {
    return last.get();
  }

  /** Takes the newest record; an old one stays, with its age, where there is no newer one. */
  void follow(Instant at, long nanos) {
    String problem = null;
    try {
      JournalRecord newest = journal.read();
      if (newest != null && !newest.equals(seen)) {
        seen = newest;
        Cycle recorded = carried.next(newest).toCycle();
        last.set(new Cycle(recorded.snapshot(), recorded.evaluation(), own(at, nanos)));
      }
    } catch (IOException e) {
      problem = e.toString();
    }
    if (problem != null && !problem.equals(complaint)) {
      logger.log(System.Logger.Level.ERROR, "the journal can't be read: " + problem);
    }
    complaint = problem;
  }

  /** What is told of the process is told of this one, which answers, not of the monitor. */
  private List<Sample> own(Instant at, long nanos) {
    Readings readings = new Readings(at, nanos);
    try {
      process.collect(readings);
    } catch (IOException e) {
      logger.log(System.Logger.Level.DEBUG, "this process can't be measured", e);
    }
    return readings.samples();
  }
}
