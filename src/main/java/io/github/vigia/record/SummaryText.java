package io.github.vigia.record;

import io.github.vigia.config.Texts;
import io.github.vigia.model.Average;
import io.github.vigia.model.AverageReport;
import io.github.vigia.model.State;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An average report as people read it: what it covers, then a line a metric. */
final class SummaryText {

  private final Texts texts;
  private final ZoneId zone;

  SummaryText(Texts texts, ZoneId zone) {
    this.texts = texts;
    this.zone = zone;
  }

  /**
   * @param skipped lines of the journal that could not be read
   */
  List<String> lines(AverageReport report, long skipped) {
    List<String> lines = new ArrayList<>();
    lines.add(
        texts.text("summary.title", plain(report.from()), plain(report.to()), report.lines()));
    for (Average average : report.averages()) {
      lines.add("  " + line(average));
    }
    if (!report.time().isEmpty()) {
      lines.add("  " + texts.text("summary.time", times(report.time())));
    }
    if (skipped > 0) {
      lines.add("  " + texts.text("summary.skipped", skipped));
    }
    return lines;
  }

  /** For a window without a record. */
  List<String> empty(Instant from, Instant to, long skipped) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.text("summary.title", plain(from), plain(to), 0));
    lines.add("  " + texts.text("summary.empty"));
    if (skipped > 0) {
      lines.add("  " + texts.text("summary.skipped", skipped));
    }
    return lines;
  }

  private String line(Average average) {
    String line =
        texts.text(
            "summary.metric",
            average.metric().key(),
            texts.number(average.mean(), 1),
            average.count());
    return average.states().isEmpty() ? line : line + "; " + counts(average.states());
  }

  private static String counts(Map<State, Long> states) {
    List<String> counts = new ArrayList<>();
    states.forEach((state, count) -> counts.add(state + " " + count));
    return String.join(", ", counts);
  }

  private static String times(Map<State, Duration> time) {
    List<String> times = new ArrayList<>();
    time.forEach((state, spent) -> times.add(state + " " + spent.toSeconds() + " s"));
    return String.join(", ", times);
  }

  private String plain(Instant at) {
    return Stamp.plain(OffsetDateTime.ofInstant(at, zone));
  }
}
