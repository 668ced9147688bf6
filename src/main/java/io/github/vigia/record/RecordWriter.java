package io.github.vigia.record;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.TopProcess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes records as JSON, each on one line. Uses its buffer again and again; one thread. */
public final class RecordWriter {

  static final Signal[] SIGNALS = Signal.values();

  private final JsonStream stream =
      JsonStream.builder().serializeNulls(true).serializeEmpty(true).build();
  private final Line line = new Line();

  /** The record as one line of JSON, without the line feed. */
  public String text(JournalRecord journal) {
    Line written = write(journal);
    return new String(written.bytes(), 0, written.size() - 1, StandardCharsets.UTF_8);
  }

  /** The record with its line feed; valid until the next call. */
  Line write(JournalRecord journal) {
    line.reset();
    try (JsonWriter json = stream.writer(line)) {
      json.beginObject();
      head(json, journal);
      metrics(json, journal);
      states(json, journal.states());
      json.name("alerts");
      json.beginArray();
      for (JournalRecord.Alert alert : journal.alerts()) {
        alert(json, alert);
      }
      json.endArray();
      json.name("events");
      json.beginArray();
      for (JournalRecord.Note note : journal.notes()) {
        note(json, note);
      }
      json.endArray();
      signals(json, journal.signals());
      top(json, journal.top());
      json.endObject();
    }
    line.write('\n');
    return line;
  }

  private static void head(JsonWriter json, JournalRecord journal) {
    json.name("ts");
    json.value(Stamp.iso(journal.time()));
    json.name("level");
    json.value(journal.level());
    json.name("msg");
    Line.string(json, journal.message());
    json.name("state");
    json.value(journal.state().name());
    json.name("timestamp");
    json.value(Stamp.plain(journal.time()));
  }

  private static void metrics(JsonWriter json, JournalRecord journal) {
    json.name("metrics");
    json.beginObject();
    for (int i = 0; i < JournalRecord.METRICS.size(); i++) {
      Metric metric = JournalRecord.METRICS.get(i);
      json.name(metric.key());
      number(json, journal.metrics().get(metric));
      if (metric == Metric.LATENCY_MS) {
        latency(json, journal.latencyEstimated());
      }
    }
    json.endObject();
  }

  private static void latency(JsonWriter json, @Nullable Boolean tcp) {
    json.name("latency_method");
    if (tcp == null) {
      json.nullValue();
    } else {
      json.value(tcp ? "tcp" : "icmp");
    }
    json.name("latency_estimated");
    if (tcp == null) {
      json.nullValue();
    } else {
      json.value(tcp.booleanValue());
    }
  }

  private static void states(JsonWriter json, Map<Signal, State> states) {
    for (Signal signal : SIGNALS) {
      if (!signal.stateField().isEmpty()) {
        State state = states.get(signal);
        json.name(signal.stateField());
        if (state == null) {
          json.nullValue();
        } else {
          json.value(state.name());
        }
      }
    }
  }

  private static void alert(JsonWriter json, JournalRecord.Alert alert) {
    json.beginObject();
    condition(json, alert.condition());
    json.name("state");
    json.value(alert.state().name());
    json.name("value");
    number(json, alert.value());
    json.name("since");
    json.value(alert.since().toString());
    json.endObject();
  }

  private static void condition(JsonWriter json, Condition condition) {
    json.name("signal");
    json.value(condition.signal().key());
    json.name("instance");
    Line.string(json, condition.instance());
  }

  private static void note(JsonWriter json, JournalRecord.Note note) {
    json.beginObject();
    json.name("type");
    switch (note.event()) {
      case Event.StateChanged(_, var condition, var from, var to, var reading) -> {
        json.value("state");
        condition(json, condition);
        change(json, from, to);
        json.name("value");
        number(json, reading instanceof Reading.Value(double value) ? value : Double.NaN);
      }
      case Event.HostStateChanged(_, var from, var to) -> {
        json.value("host");
        change(json, from, to);
      }
      case Event.Flapping(_, var condition, var began) -> {
        json.value("flapping");
        condition(json, condition);
        json.name("began");
        json.value(began);
      }
      case Event.ClockJumped(_, var by) -> {
        json.value("clock");
        json.name("by");
        json.value(by.toString());
      }
      case Event.TreatmentStarted(
              _,
              var attempt,
              var condition,
              var treatment,
              var step,
              var target,
              var preview) -> {
        json.value("treatment");
        treatment(json, attempt, condition, treatment, step);
        text(json, "target", target);
        text(json, "preview", preview);
      }
      case Event.TreatmentEnded ended -> {
        json.value("treated");
        treatment(json, ended.attempt(), ended.condition(), ended.treatment(), ended.step());
        text(json, "target", ended.target());
        text(json, "outcome", ended.outcome().name());
        text(json, "took", ended.took().toString());
        text(json, "summary", ended.summary());
      }
      case Event.TreatmentHeldBack(
              _,
              var condition,
              var treatment,
              var step,
              var gate,
              var why) -> {
        json.value("held");
        condition(json, condition);
        text(json, "treatment", treatment);
        text(json, "step", step);
        text(json, "gate", gate);
        text(json, "why", why);
      }
      case Event.ApprovalWanted wanted -> {
        json.value("approval");
        treatment(json, wanted.attempt(), wanted.condition(), wanted.treatment(), wanted.step());
        text(json, "target", wanted.target());
        text(json, "preview", wanted.preview());
        text(json, "until", wanted.until().toString());
      }
      case Event.ApprovalGiven(_, var attempt, var treatment, var granted, var by) -> {
        json.value("answer");
        text(json, "attempt", attempt);
        text(json, "treatment", treatment);
        json.name("granted");
        json.value(granted);
        text(json, "by", by);
      }
      case Event.Escalated(_, var condition, var reason) -> {
        json.value("escalated");
        condition(json, condition);
        text(json, "reason", reason.name());
      }
      case Event.Restrained(_, var restraint, var began, var why) -> {
        json.value("restraint");
        text(json, "restraint", restraint.name());
        json.name("began");
        json.value(began);
        text(json, "why", why);
      }
      case Event.Silenced(_, var silence, var began, var author, var comment) -> {
        json.value("silence");
        text(json, "silence", silence);
        json.name("began");
        json.value(began);
        text(json, "author", author);
        text(json, "comment", comment);
      }
    }
    json.name("at");
    json.value(note.event().at().toString());
    json.name("text");
    Line.string(json, note.text());
    json.endObject();
  }

  private static void treatment(
      JsonWriter json, String attempt, Condition condition, String treatment, String step) {
    text(json, "attempt", attempt);
    condition(json, condition);
    text(json, "treatment", treatment);
    text(json, "step", step);
  }

  private static void text(JsonWriter json, String name, String value) {
    json.name(name);
    Line.string(json, value);
  }

  private static void change(JsonWriter json, State from, State to) {
    json.name("from");
    json.value(from.name());
    json.name("to");
    json.value(to.name());
  }

  private static void signals(JsonWriter json, Map<Signal, Map<String, Double>> signals) {
    if (signals.isEmpty()) {
      return;
    }
    json.name("signals");
    json.beginObject();
    signals.forEach((signal, values) -> {
      json.name(signal.key());
      if (areWhole(values)) {
        json.beginObject();
        values.forEach((instance, value) -> {
          json.name(instance);
          Line.number(json, value);
        });
        json.endObject();
      } else {
        json.rawValue(raw(values));
      }
    });
    json.endObject();
  }

  private static boolean areWhole(Map<String, Double> values) {
    for (String instance : values.keySet()) {
      if (!Line.isWhole(instance)) {
        return false;
      }
    }
    return true;
  }

  /** The library has no way to write the name of a field raw. */
  private static String raw(Map<String, Double> values) {
    StringBuilder out = new StringBuilder("{");
    values.forEach((instance, value) ->
        out.append(out.length() == 1 ? "" : ",")
            .append(Line.quoted(instance))
            .append(':')
            .append(Double.isFinite(value) ? value.toString() : "null"));
    return out.append('}').toString();
  }

  private static void top(JsonWriter json, List<TopProcess> top) {
    if (top.isEmpty()) {
      return;
    }
    json.name("top");
    json.beginArray();
    for (TopProcess process : top) {
      json.beginObject();
      json.name("pid");
      json.value(process.pid());
      json.name("name");
      Line.string(json, process.name());
      json.name("cpu_percent");
      Line.number(json, process.cpuPercent());
      json.name("rss_bytes");
      json.value(process.residentBytes());
      json.name("io_bytes_per_second");
      Line.number(json, process.ioBytesPerSecond());
      json.endObject();
    }
    json.endArray();
  }

  private static void number(JsonWriter json, @Nullable Double value) {
    Line.number(json, value == null ? Double.NaN : value);
  }
}
