package io.github.vigia.cli;

import io.github.vigia.config.Texts;
import io.github.vigia.expose.HealingReport;
import io.github.vigia.expose.StatusReport;
import io.github.vigia.model.State;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A status report as people read it: one sentence, the tiles, what needs attention. */
final class StatusText {

  private static final double GB = 1L << 30;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Texts texts;
  private final ZoneId zone;
  private final boolean color;

  StatusText(Texts texts, ZoneId zone, boolean color) {
    this.texts = texts;
    this.zone = zone;
    this.color = color;
  }

  /** A state by its name; UNKNOWN for one that only a newer agent knows. */
  static State state(String name) {
    for (State state : State.values()) {
      if (state.name().equals(name)) {
        return state;
      }
    }
    return State.UNKNOWN;
  }

  List<String> lines(StatusReport report) {
    List<String> lines = new ArrayList<>();
    String timestamp = report.timestamp();
    if (timestamp == null) {
      lines.add(texts.text("status.none", report.version()));
      return lines;
    }
    lines.add(sentence(report));
    lines.add("");
    lines.add(tile("view.cpu", number(report, "cpu_percent", 1, " %")));
    lines.add(
        tile(
            "view.memory",
            number(report, "memory_percent", 1, " %") + share(report, "memory_used_bytes")));
    lines.add(
        tile(
            "view.disk",
            number(report, "disk_percent", 1, " %") + share(report, "disk_used_bytes")));
    lines.add(tile("view.ping", number(report, "ping_ms", 1, " ms")));
    lines.add(tile("view.latency", number(report, "latency_ms", 1, " ms")));
    lines.add(tile("view.temperature", number(report, "temperature", 1, " °C")));
    lines.add("");
    HealingReport healing = report.healing();
    if (healing == null) {
      lines.add(texts.text("healing.off"));
    } else {
      lines.addAll(new HealingText(texts, zone).lines(healing));
    }
    lines.add("");
    lines.add(texts.text("status.age", report.version(), clock(timestamp)));
    return lines;
  }

  private String sentence(StatusReport report) {
    List<StatusReport.Judged> bad = new ArrayList<>(report.signals());
    bad.removeIf(judged -> judged.state().equals(State.STABLE.name()));
    bad.sort(
        Comparator.comparing((StatusReport.Judged judged) -> state(judged.state())).reversed());
    if (bad.isEmpty()) {
      return paint(State.STABLE, texts.text("status.stable", report.signals().size()));
    }
    List<String> named = new ArrayList<>();
    for (StatusReport.Judged judged : bad) {
      named.add(
          texts.text(
              "status.one",
              name(judged),
              value(judged.value()),
              judged.state(),
              clock(judged.since())));
    }
    return paint(
        state(report.state()),
        texts.text("status.some", bad.size(), report.signals().size(), String.join("; ", named)));
  }

  private String name(StatusReport.Judged judged) {
    String name = texts.text("signal." + judged.signal());
    return judged.instance().isEmpty() ? name : name + " " + Plain.text(judged.instance());
  }

  private String value(@Nullable Double value) {
    return value == null ? texts.text("view.unavailable") : texts.number(value, 1);
  }

  private String tile(String key, String value) {
    return "  %-12s %s".formatted(texts.text(key), value);
  }

  private String number(StatusReport report, String metric, int decimals, String unit) {
    Double value = report.metrics().get(metric);
    return value == null ? texts.text("view.unavailable") : texts.number(value, decimals) + unit;
  }

  private String share(StatusReport report, String metric) {
    Double used = report.metrics().get(metric);
    Double total = report.metrics().get(metric.replace("used", "total"));
    return used == null || total == null
        ? ""
        : "  (" + texts.number(used / GB, 1) + " / " + texts.number(total / GB, 1) + " GB)";
  }

  private String clock(String instant) {
    return CLOCK.format(Instant.parse(instant).atZone(zone));
  }

  private String paint(State state, String text) {
    if (!color) {
      return text;
    }
    String hue =
        switch (state) {
          case STABLE -> "32";
          case UNKNOWN -> "35";
          case WARNING -> "33";
          case CRITICAL -> "31";
        };
    return "\u001b[" + hue + "m" + text + "\u001b[0m";
  }
}
