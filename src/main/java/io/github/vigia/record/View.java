package io.github.vigia.record;

import io.github.vigia.config.Decimal;
import io.github.vigia.config.Texts;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Snapshot;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * A snapshot for the terminal: one line ({@code -v}), or one line a metric ({@code -vv}). What is
 * unknown says so. Numbers have a point in every language and a GB is 2^30 bytes, as people who ran
 * the first Vigia are used to.
 */
public final class View {

  private static final double GB = 1L << 30;

  private final Texts texts;
  private final ZoneId zone;

  public View(Texts texts, ZoneId zone) {
    this.texts = texts;
    this.zone = zone;
  }

  /** {@code CPU 3.6GHz • 32% | RAM 71% | Ping 3 ms | Disk 82%}. */
  public String line(Snapshot snapshot) {
    StringBuilder out = new StringBuilder(64);
    name(out, "view.cpu", " ");
    cpu(out, snapshot);
    name(out.append(" | "), "view.memory", " ");
    percent(out, snapshot, Metric.MEMORY_PERCENT);
    name(out.append(" | "), "view.ping", " ");
    double ping = value(snapshot, Metric.PING_MS);
    number(out, ping, ping < 1 ? 1 : 0, " ms");
    name(out.append(" | "), "view.disk", " ");
    percent(out, snapshot, Metric.DISK_PERCENT);
    return out.toString();
  }

  /** One line each: CPU, memory, disk, ping, latency, temperature, bytes sent, received, time. */
  public List<String> lines(Snapshot snapshot) {
    StringBuilder cpu = name(new StringBuilder(), "view.cpu", ": ");
    cpu(cpu, snapshot);
    return List.of(
        cpu.toString(),
        share(
            "view.memory",
            snapshot,
            Metric.MEMORY_USED_BYTES,
            Metric.MEMORY_TOTAL_BYTES,
            Metric.MEMORY_PERCENT),
        share(
            "view.disk",
            snapshot,
            Metric.DISK_USED_BYTES,
            Metric.DISK_TOTAL_BYTES,
            Metric.DISK_PERCENT),
        single("view.ping", value(snapshot, Metric.PING_MS), 1, " ms"),
        single("view.latency", value(snapshot, Metric.LATENCY_MS), 1, " ms"),
        single("view.temperature", value(snapshot, Metric.TEMPERATURE), 1, " °C"),
        single("view.sent", value(snapshot, Metric.BYTES_SENT) / GB, 2, " GB"),
        single("view.received", value(snapshot, Metric.BYTES_RECV) / GB, 2, " GB"),
        name(new StringBuilder(), "view.time", ": ")
            .append(Stamp.plain(OffsetDateTime.ofInstant(snapshot.at(), zone)))
            .toString());
  }

  private void cpu(StringBuilder out, Snapshot snapshot) {
    double frequency = value(snapshot, Metric.CPU_FREQ_GHZ);
    if (!Double.isNaN(frequency)) {
      number(out, frequency, 1, "GHz • ");
    }
    percent(out, snapshot, Metric.CPU_PERCENT);
  }

  private String share(String key, Snapshot snapshot, Metric used, Metric total, Metric percent) {
    StringBuilder out = name(new StringBuilder(), key, ": ");
    double usedBytes = value(snapshot, used);
    double totalBytes = value(snapshot, total);
    if (!Double.isNaN(usedBytes) && !Double.isNaN(totalBytes)) {
      number(out, usedBytes / GB, 1, " / ");
      number(out, totalBytes / GB, 0, " GB • ");
    }
    percent(out, snapshot, percent);
    return out.toString();
  }

  private String single(String key, double value, int decimals, String unit) {
    StringBuilder out = name(new StringBuilder(), key, ": ");
    number(out, value, decimals, unit);
    return out.toString();
  }

  private void percent(StringBuilder out, Snapshot snapshot, Metric metric) {
    number(out, value(snapshot, metric), 0, "%");
  }

  private void number(StringBuilder out, double value, int decimals, String unit) {
    if (Double.isNaN(value)) {
      out.append(texts.text("view.unavailable"));
    } else {
      Decimal.append(out, value, decimals, '.');
      out.append(unit);
    }
  }

  private StringBuilder name(StringBuilder out, String key, String separator) {
    return out.append(texts.text(key)).append(separator);
  }

  private static double value(Snapshot snapshot, Metric metric) {
    return snapshot.reading(metric) instanceof Reading.Value(double value) ? value : Double.NaN;
  }
}
