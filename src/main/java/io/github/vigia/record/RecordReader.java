package io.github.vigia.record;

import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Escalation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Outcome;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Restraint;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.TopProcess;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads lines of the journal. A field that it does not know is skipped. */
public final class RecordReader {

  private static final Map<String, Metric> METRICS = metrics();
  private static final Map<String, Signal> SIGNALS = signalsByKey();
  private static final Map<String, Signal> STATES = signalsByField();

  private final JsonStream stream = JsonStream.builder().build();

  private static Map<String, Metric> metrics() {
    Map<String, Metric> byKey = new HashMap<>();
    JournalRecord.METRICS.forEach(metric -> byKey.put(metric.key(), metric));
    return byKey;
  }

  private static Map<String, Signal> signalsByKey() {
    Map<String, Signal> byKey = new HashMap<>();
    for (Signal signal : Signal.values()) {
      byKey.put(signal.key(), signal);
    }
    return byKey;
  }

  private static Map<String, Signal> signalsByField() {
    Map<String, Signal> byField = new HashMap<>();
    for (Signal signal : Signal.values()) {
      if (!signal.stateField().isEmpty()) {
        byField.put(signal.stateField(), signal);
      }
    }
    return byField;
  }

  /** The record of one line, without its line feed. */
  public JournalRecord read(String line) throws MalformedRecordException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return read(bytes, bytes.length);
  }

  /**
   * The record in the first {@code length} bytes.
   *
   * @throws MalformedRecordException if they are not one whole record
   */
  JournalRecord read(byte[] line, int length) throws MalformedRecordException {
    Shape.check(line, length);
    byte[] exact = line.length == length ? line : Arrays.copyOf(line, length);
    try (JsonReader json = stream.reader(exact)) {
      return new Fields().read(json);
    } catch (DateTimeException e) {
      throw new MalformedRecordException("expected a moment: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // Besides its own exceptions the library lets go ArrayIndexOutOfBounds on odd input.
      throw new MalformedRecordException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What was read of one line so far. */
  private static final class Fields {

    private @Nullable OffsetDateTime time;
    private @Nullable State state;
    private String message = "";
    private final Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    private @Nullable Boolean estimated;
    private final Map<Signal, State> states = JournalRecord.bySignal();
    private final List<JournalRecord.Alert> alerts = new ArrayList<>();
    private final List<JournalRecord.Note> notes = new ArrayList<>();
    private final Map<Signal, Map<String, Double>> signals = JournalRecord.bySignal();
    private final List<TopProcess> top = new ArrayList<>();

    JournalRecord read(JsonReader json) {
      json.beginObject();
      while (json.hasNextField()) {
        field(json, json.nextField());
      }
      json.endObject();
      return new JournalRecord(
          present(time, "ts"),
          message,
          present(state, "state"),
          metrics,
          estimated,
          states,
          alerts,
          notes,
          signals,
          top);
    }

    private void field(JsonReader json, String name) {
      switch (name) {
        case "ts" -> time = OffsetDateTime.parse(json.readString());
        case "msg" -> message = json.readString();
        case "state" -> state = State.valueOf(json.readString());
        case "metrics" -> metrics(json);
        case "alerts" -> objects(json, part -> alerts.add(part.alert()));
        case "events" -> objects(json, part -> part.note(notes));
        case "signals" -> signals(json);
        case "top" -> objects(json, part -> top.add(part.process()));
        default -> state(json, STATES.get(name));
      }
    }

    private void state(JsonReader json, @Nullable Signal signal) {
      if (signal == null) {
        json.skipValue();
      } else if (!json.isNullValue()) {
        states.put(signal, State.valueOf(json.readString()));
      }
    }

    private void metrics(JsonReader json) {
      json.beginObject();
      while (json.hasNextField()) {
        String name = json.nextField();
        Metric metric = METRICS.get(name);
        if (metric != null) {
          double value = number(json);
          if (!Double.isNaN(value)) {
            metrics.put(metric, value);
          }
        } else if (name.equals("latency_estimated")) {
          estimated = json.isNullValue() ? null : Boolean.valueOf(json.readBoolean());
        } else {
          json.skipValue();
        }
      }
      json.endObject();
    }

    private void signals(JsonReader json) {
      json.beginObject();
      while (json.hasNextField()) {
        Signal signal = SIGNALS.get(json.nextField());
        if (signal == null) {
          json.skipValue();
        } else {
          signals.put(signal, instances(json));
        }
      }
      json.endObject();
    }

    private static Map<String, Double> instances(JsonReader json) {
      Map<String, Double> values = new LinkedHashMap<>();
      json.beginObject();
      while (json.hasNextField()) {
        values.put(json.nextField(), number(json));
      }
      json.endObject();
      return values;
    }

    private static void objects(JsonReader json, Consumer<Part> consumer) {
      json.beginArray();
      while (json.hasNextElement()) {
        consumer.accept(Part.read(json));
      }
      json.endArray();
    }
  }

  /** One small object: an alert, an event, a process. */
  private record Part(Map<String, String> texts, Map<String, Double> numbers) {

    static Part read(JsonReader json) {
      Part part = new Part(new HashMap<>(), new HashMap<>());
      json.beginObject();
      while (json.hasNextField()) {
        String name = json.nextField();
        switch (json.currentToken()) {
          case STRING -> part.texts.put(name, json.readString());
          case NUMBER -> part.numbers.put(name, number(json));
          case BOOLEAN -> part.texts.put(name, String.valueOf(json.readBoolean()));
          default -> json.skipValue();
        }
      }
      json.endObject();
      return part;
    }

    JournalRecord.Alert alert() {
      return new JournalRecord.Alert(
          condition(), state("state"), numbers.get("value"), Instant.parse(text("since")));
    }

    /** Adds the event, unless it is of a kind that only a newer Vigia knows. */
    void note(List<JournalRecord.Note> notes) {
      Instant at = Instant.parse(text("at"));
      Event event =
          switch (text("type")) {
            case "state" ->
                new Event.StateChanged(at, condition(), state("from"), state("to"), reading());
            case "host" -> new Event.HostStateChanged(at, state("from"), state("to"));
            case "flapping" ->
                new Event.Flapping(at, condition(), Boolean.parseBoolean(text("began")));
            case "clock" -> new Event.ClockJumped(at, Duration.parse(text("by")));
            default -> treatment(at);
          };
      if (event != null) {
        notes.add(new JournalRecord.Note(event, text("text")));
      }
    }

    private @Nullable Event treatment(Instant at) {
      return switch (text("type")) {
        case "treatment" ->
            new Event.TreatmentStarted(
                at,
                text("attempt"),
                condition(),
                text("treatment"),
                text("step"),
                text("target"),
                text("preview"));
        case "treated" ->
            new Event.TreatmentEnded(
                at,
                text("attempt"),
                condition(),
                text("treatment"),
                text("step"),
                text("target"),
                Outcome.valueOf(text("outcome")),
                Duration.parse(text("took")),
                text("summary"));
        case "held" ->
            new Event.TreatmentHeldBack(
                at, condition(), text("treatment"), text("step"), text("gate"), text("why"));
        case "approval" ->
            new Event.ApprovalWanted(
                at,
                text("attempt"),
                condition(),
                text("treatment"),
                text("step"),
                text("target"),
                text("preview"),
                Instant.parse(text("until")));
        case "answer" ->
            new Event.ApprovalGiven(
                at,
                text("attempt"),
                text("treatment"),
                Boolean.parseBoolean(text("granted")),
                text("by"));
        case "escalated" ->
            new Event.Escalated(at, condition(), Escalation.valueOf(text("reason")));
        case "restraint" ->
            new Event.Restrained(
                at,
                Restraint.valueOf(text("restraint")),
                Boolean.parseBoolean(text("began")),
                text("why"));
        case "silence" ->
            new Event.Silenced(
                at,
                text("silence"),
                Boolean.parseBoolean(text("began")),
                text("author"),
                text("comment"));
        default -> null;
      };
    }

    TopProcess process() {
      return new TopProcess(
          (int) present(numbers.get("pid"), "pid").doubleValue(),
          text("name"),
          numbers.getOrDefault("cpu_percent", Double.NaN),
          (long) present(numbers.get("rss_bytes"), "rss_bytes").doubleValue(),
          numbers.getOrDefault("io_bytes_per_second", Double.NaN));
    }

    private Condition condition() {
      return new Condition(present(SIGNALS.get(text("signal")), "signal"), text("instance"));
    }

    private State state(String name) {
      return State.valueOf(text(name));
    }

    private Reading reading() {
      Double value = numbers.get("value");
      return value == null ? JournalRecord.UNKNOWN : new Reading.Value(value);
    }

    private String text(String name) {
      return present(texts.get(name), name);
    }
  }

  /** A finite number, or NaN for null. */
  private static double number(JsonReader json) {
    if (json.isNullValue()) {
      return Double.NaN;
    }
    // Not readDouble: it fails on some numbers of many digits.
    double value = json.readDecimal().doubleValue();
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a number beyond all measure");
    }
    return value;
  }

  private static <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException("expected " + name);
    }
    return value;
  }
}
