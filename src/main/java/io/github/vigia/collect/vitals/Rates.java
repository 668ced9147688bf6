package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Readings;
import io.github.vigia.model.Metric;
import java.util.HashMap;
import java.util.Map;

/** Turns counters into steps a second, for hosts where garbage is not what costs most. */
final class Rates {

  private record Key(Metric metric, String instance) {}

  private record Count(double value, long nanos) {}

  private final Map<Key, Count> last = new HashMap<>();

  /** Writes the share of the time that {@code millis} grew in, like {@link #write}. */
  void writePercent(Readings out, Metric metric, String instance, double millis) {
    double perSecond = perSecond(out.nanos(), metric, instance, millis);
    if (!Double.isNaN(perSecond)) {
      out.value(metric, instance, Math.min(100, perSecond / 10));
    }
  }

  /** Writes the rate since the last look; nothing at the first, or if the counter went back. */
  void write(Readings out, Metric metric, String instance, double count, double scale) {
    double perSecond = perSecond(out.nanos(), metric, instance, count);
    if (!Double.isNaN(perSecond)) {
      out.value(metric, instance, perSecond * scale);
    }
  }

  private double perSecond(long nanos, Metric metric, String instance, double count) {
    Count before = last.put(new Key(metric, instance), new Count(count, nanos));
    return before != null && count >= before.value() && nanos > before.nanos()
        ? (count - before.value()) / ((nanos - before.nanos()) / 1e9)
        : Double.NaN;
  }
}
