package io.github.vigia;

import io.github.vigia.config.Settings;
import io.github.vigia.evaluate.Averages;
import io.github.vigia.model.AverageReport;
import io.github.vigia.model.Cycle;
import io.github.vigia.record.Carried;
import io.github.vigia.record.JournalReader;
import io.github.vigia.record.JournalRecord;
import io.github.vigia.record.LastTs;
import io.github.vigia.record.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Averages: of the last seconds, live, and of the last hour for the human summary, out of the
 * journal, so that a restart costs nothing of it. {@code last_ts.json} says up to which moment
 * there are summaries. Owned by the loop's thread; a summary is made on one of its own.
 */
final class Aggregation {

  private static final System.Logger logger = System.getLogger(Aggregation.class.getName());

  /** The window of the live averages slides by a part of this number. */
  private static final int SLOTS = 10;

  /** How old the report that commands are given may be. */
  private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

  /** What the clock may have been set back by before a stored moment is no longer believed. */
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(1);

  private volatile Settings settings;
  private @Nullable Averages averages;
  private Duration averagesWindow = Duration.ZERO;
  private volatile @Nullable AverageReport latest;
  private Instant reported = Instant.EPOCH;
  private @Nullable Instant summarized;
  private volatile boolean busy;

  Aggregation(Settings settings) {
    this.settings = settings;
  }

  /** Other windows from the next cycle on; any thread. */
  void use(Settings other) {
    settings = other;
  }

  /** Averages of the window that ended with the last cycle; any thread. */
  @Nullable AverageReport latest() {
    return latest;
  }

  void add(Cycle cycle, Recorder recorder) {
    Settings now = settings;
    Instant at = cycle.snapshot().at();
    Averages live = live(now);
    live.add(cycle.snapshot(), cycle.evaluation());
    if (isReportDue(at)) {
      reported = at;
      latest = live.report(at).orElse(null);
    }
    summarizeIfDue(now, at, recorder);
  }

  /** People do not need every cycle of it, and a report costs more than the cycle it tells of. */
  private boolean isReportDue(Instant at) {
    return latest == null || Duration.between(reported, at).abs().compareTo(REPORT_EVERY) >= 0;
  }

  private Averages live(Settings now) {
    Averages live = averages;
    if (live == null || !averagesWindow.equals(now.logs().averageWindow())) {
      averagesWindow = now.logs().averageWindow();
      live = new Averages(averagesWindow, SLOTS, longestGap(now));
      averages = live;
    }
    return live;
  }

  /** Cycles further apart than this say nothing of the time between them. */
  private static Duration longestGap(Settings settings) {
    Duration three = settings.run().interval().multipliedBy(3);
    Duration least = Duration.ofSeconds(30);
    return three.compareTo(least) > 0 ? three : least;
  }

  /** How long a value in the journal holds that no later line repeats: three refreshes. */
  static Duration validFor(Settings settings) {
    Duration slowest = settings.refresh().values().stream().max(Duration::compareTo).orElseThrow();
    Duration three = slowest.multipliedBy(3);
    Duration gap = longestGap(settings);
    return three.compareTo(gap) > 0 ? three : gap;
  }

  private void summarizeIfDue(Settings now, Instant at, Recorder recorder) {
    Instant before = summarized == null ? begin(now.logs().cache(), at) : summarized;
    if (at.isBefore(before.minus(CLOCK_SLACK))) {
      before = at;
    }
    summarized = before;
    if (!busy && !at.isBefore(before.plus(now.logs().summaryEvery()))) {
      busy = true;
      summarized = at;
      Thread.ofPlatform()
          .daemon()
          .name("summary")
          .start(() -> {
            try {
              summarize(now, at, recorder);
            } finally {
              busy = false;
            }
          });
    }
  }

  /** The moment that the last run came to; where there was none, summaries begin here. */
  private static Instant begin(Path cache, Instant at) {
    try {
      LastTs last = LastTs.read(cache);
      if (last != null) {
        Instant then = Instant.ofEpochMilli((long) (last.lastTime() * 1000));
        return then.isAfter(at) ? at : then;
      }
      LastTs.of(at, ZoneId.systemDefault()).write(cache);
    } catch (IOException e) {
      logger.log(System.Logger.Level.WARNING, "summaries begin anew: " + e.getMessage());
    }
    return at;
  }

  private static void summarize(Settings settings, Instant until, Recorder recorder) {
    Settings.Logs logs = settings.logs();
    Instant from = until.minus(logs.summaryWindow());
    Averages all = Averages.ofAll(longestGap(settings));
    Carried carried = new Carried(validFor(settings));
    try (JournalReader journal = new JournalReader(logs.root(), from, until)) {
      JournalRecord line = journal.next();
      while (line != null) {
        Cycle cycle = carried.next(line).toCycle();
        all.add(cycle.snapshot(), cycle.evaluation());
        line = journal.next();
      }
      recorder.summary(from, until, all.report(until).orElse(null), journal.skipped());
      LastTs.of(until, ZoneId.systemDefault()).write(logs.cache());
    } catch (IOException e) {
      logger.log(System.Logger.Level.WARNING, "no summary up to " + until + ": " + e.getMessage());
    }
  }
}
