package io.github.vigia.cli;

import io.github.vigia.config.Texts;
import io.github.vigia.expose.EventsReport;
import io.github.vigia.expose.HealingReport;
import io.github.vigia.model.Outcome;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said of treatments to people. */
final class HealingText {

  /** Enough of an id to tell attempts apart: the milliseconds of their start. */
  private static final int SHORT_ID = 13;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Texts texts;
  private final ZoneId zone;

  HealingText(Texts texts, ZoneId zone) {
    this.texts = texts;
    this.zone = zone;
  }

  static String shortId(String id) {
    return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
  }

  String clock(String instant) {
    return CLOCK.format(Instant.parse(instant).atZone(zone));
  }

  String condition(String signal, String instance) {
    String name = texts.text("signal." + signal);
    return instance.isEmpty() ? name : name + " " + Plain.text(instance);
  }

  String outcome(@Nullable String outcome) {
    return outcome == null
        ? texts.text("outcome.open")
        : texts.text("outcome." + outcome.toLowerCase(Locale.ROOT));
  }

  /** {@code cleanup_temp_files (older than 7 d)}. */
  static String treatment(String treatment, String step) {
    return treatment + (step.isEmpty() ? "" : " (" + Plain.text(step) + ")");
  }

  /** One attempt in one line. */
  String line(EventsReport.Row row) {
    return "%s  %s  %s"
        .formatted(
            clock(row.at()),
            shortId(row.id()),
            texts.text(
                "event.treated",
                condition(row.signal(), row.instance()),
                treatment(row.treatment(), row.step()),
                outcome(row.outcome()),
                texts.number(row.tookSeconds(), 1),
                Plain.text(row.summary())));
  }

  /** The part of the status. */
  List<String> lines(HealingReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.text("healing.title", modes(report)));
    if (!report.held().isEmpty()) {
      lines.add("  " + texts.text("healing.held", Plain.text(report.held())));
    }
    if (report.safeMode()) {
      lines.add("  " + texts.text("healing.held", texts.text("restraint.safe_mode")));
    }
    if (report.storm()) {
      lines.add("  " + texts.text("healing.held", texts.text("restraint.storm")));
    }
    if (!report.running().isEmpty()) {
      lines.add("  " + texts.text("healing.running", Plain.text(report.running())));
    }
    for (HealingReport.Waiting waiting : report.waiting()) {
      lines.add(
          "  "
              + texts.text(
                  "event.approval",
                  condition(waiting.signal(), waiting.instance()),
                  treatment(waiting.treatment(), waiting.step()),
                  Plain.text(waiting.target()),
                  Plain.text(waiting.preview()),
                  shortId(waiting.id()),
                  clock(waiting.until())));
    }
    EventsReport.Row last = report.last();
    lines.add(
        "  "
            + (last == null ? texts.text("healing.none") : texts.text("healing.last", line(last))));
    return lines;
  }

  private String modes(HealingReport report) {
    List<String> parts = new ArrayList<>();
    for (String mode : List.of("auto", "approve", "dry-run", "observe", "off")) {
      long count = report.treatments().stream().filter(each -> each.mode().equals(mode)).count();
      if (count > 0) {
        parts.add(texts.text("mode." + mode) + ": " + count);
      }
    }
    return String.join("   ", parts);
  }

  /** Why it was judged so. */
  String verdict(@Nullable String outcome) {
    for (Outcome known : Outcome.values()) {
      if (known.name().equals(outcome)) {
        return texts.text("verdict." + known.name().toLowerCase(Locale.ROOT));
      }
    }
    return "";
  }
}
