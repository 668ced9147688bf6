package io.github.vigia.expose;

import io.github.vigia.model.Cycle;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health}: the state in one word, the host as the last record has it, and the agent's own
 * process. What is not known is null.
 */
final class HealthDocument {

  private static final Metric[] METRICS = Metric.values();

  private HealthDocument() {}

  /** {@code starting}, {@code stale}, or the state of the host in lower case. */
  static String status(Scene scene) {
    Cycle cycle = scene.cycle();
    if (cycle == null) {
      return "starting";
    }
    return scene.isFresh() ? cycle.evaluation().host().name().toLowerCase(Locale.ROOT) : "stale";
  }

  static byte[] write(Scene scene) {
    Cycle cycle = scene.cycle();
    JsonText json = new JsonText();
    json.beginObject().name("status").string(status(scene));
    json.name("system");
    if (cycle == null) {
      json.string(null);
    } else {
      writeSystem(json, cycle);
    }
    json.name("process").beginObject();
    for (Metric metric : METRICS) {
      if (isOfTheProcess(metric)) {
        writeReading(json, metric.key(), reading(cycle, metric));
      }
    }
    return json.endObject().endObject().toBytes();
  }

  private static void writeSystem(JsonText json, Cycle cycle) {
    json.beginObject();
    json.name("timestamp").string(cycle.snapshot().at().toString());
    json.name("state").string(cycle.evaluation().host().name());
    json.name("metrics").beginObject();
    for (Metric metric : METRICS) {
      if (metric.label().isEmpty() && isOfTheHost(metric)) {
        writeReading(json, metric.key(), reading(cycle, metric));
      }
    }
    json.name("latency_method").string(latencyMethod(reading(cycle, Metric.LATENCY_ESTIMATED)));
    json.endObject();
    for (Signal signal : Signal.values()) {
      if (!signal.stateField().isEmpty()) {
        State state = state(cycle.evaluation().verdicts(), signal);
        json.name(signal.stateField()).string(state == null ? null : state.name());
      }
    }
    json.endObject();
  }

  private static void writeReading(JsonText json, String name, @Nullable Reading reading) {
    json.name(name);
    if (reading instanceof Reading.Value known) {
      json.number(known.value());
    } else {
      json.string(null);
    }
  }

  private static @Nullable String latencyMethod(@Nullable Reading estimated) {
    if (estimated instanceof Reading.Value known) {
      return known.value() == 0 ? "icmp" : "tcp";
    }
    return null;
  }

  /** The worst state of all instances, null where none was judged. */
  private static @Nullable State state(List<Verdict> verdicts, Signal signal) {
    State worst = null;
    for (Verdict verdict : verdicts) {
      if (verdict.condition().signal() == signal) {
        worst = worst == null ? verdict.state() : worst.worst(verdict.state());
      }
    }
    return worst;
  }

  /** As in {@code /metrics}, the agent's own samples come before those of the snapshot. */
  private static @Nullable Reading reading(@Nullable Cycle cycle, Metric metric) {
    if (cycle == null) {
      return null;
    }
    for (Sample sample : cycle.own()) {
      if (sample.metric() == metric && sample.reading() instanceof Reading.Value) {
        return sample.reading();
      }
    }
    return cycle.snapshot().reading(metric);
  }

  private static boolean isOfTheProcess(Metric metric) {
    return metric.key().startsWith("process_");
  }

  private static boolean isOfTheHost(Metric metric) {
    return !isOfTheProcess(metric) && !metric.key().startsWith("vigia_");
  }
}
