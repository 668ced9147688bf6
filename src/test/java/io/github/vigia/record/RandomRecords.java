package io.github.vigia.record;

import io.github.vigia.model.Condition;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.TopProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Any record that may be written, the odd ones more often than on a host. */
final class RandomRecords {

  private static final double[] NUMBERS = {
    0,
    1,
    -1,
    0.1,
    0.001,
    1e12,
    1e12 + 0.5,
    9007199254740991.0,
    9007199254740992.0,
    -9.1e15,
    1e300,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    1.0 / 3,
    1e-7,
    1e7
  };
  private static final String[] PIECES = {
    "/mnt",
    " ",
    "\"",
    "\\",
    "\\u000a",
    "\n",
    "\r",
    "\t",
    "\b",
    "\f",
    "\u0000",
    "\u001f",
    "\u007f",
    "\u0085",
    "\u00a0",
    "é",
    "€",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\uffff",
    "\uD83D\uDE00",
    "\uD83D",
    "\uDE00",
    "\uDBFF\uDFFF",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "'",
    "</script>",
    "\u001b[31m"
  };
  private static final Signal[] SIGNALS = Signal.values();
  private static final State[] STATES = State.values();

  private final RandomGenerator random;

  private RandomRecords(RandomGenerator random) {
    this.random = random;
  }

  static JournalRecord next(RandomGenerator random) {
    return new RandomRecords(random).next();
  }

  static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(
          random.nextBoolean()
              ? PIECES[random.nextInt(PIECES.length)]
              : String.valueOf((char) random.nextInt(0x10000)));
    }
    return text.toString();
  }

  /** With whole milliseconds and an offset of whole minutes, in the years of four digits. */
  static OffsetDateTime time(RandomGenerator random) {
    Instant at = Instant.ofEpochMilli(random.nextLong(-60_000_000_000_000L, 250_000_000_000_000L));
    return at.atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(-1080, 1081) * 60));
  }

  /** Finite; zero has no sign. */
  static double number(RandomGenerator random) {
    double number =
        switch (random.nextInt(3)) {
          case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
          case 1 -> random.nextInt(-100_000, 100_000) / 1000.0;
          default -> Double.longBitsToDouble(random.nextLong());
        };
    return Double.isFinite(number) ? number + 0.0 : 0;
  }

  private JournalRecord next() {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    for (Metric metric : JournalRecord.METRICS) {
      if (random.nextBoolean()) {
        metrics.put(metric, number(random));
      }
    }
    Map<Signal, State> states = JournalRecord.bySignal();
    for (Signal signal : SIGNALS) {
      if (!signal.stateField().isEmpty() && random.nextBoolean()) {
        states.put(signal, state());
      }
    }
    return new JournalRecord(
        time(random),
        text(random),
        state(),
        metrics,
        random.nextInt(3) == 0 ? null : Boolean.valueOf(random.nextBoolean()),
        states,
        list(r -> new JournalRecord.Alert(condition(), state(), maybe(), instant())),
        list(r -> new JournalRecord.Note(event(), text(r))),
        signals(),
        list(r -> process()));
  }

  private Map<Signal, Map<String, Double>> signals() {
    Map<Signal, Map<String, Double>> signals = JournalRecord.bySignal();
    for (int i = random.nextInt(4); i > 0; i--) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (int j = random.nextInt(4); j > 0; j--) {
        values.put(text(random), random.nextInt(4) == 0 ? Double.NaN : number(random));
      }
      signals.put(SIGNALS[random.nextInt(SIGNALS.length)], values);
    }
    return signals;
  }

  private Event event() {
    return switch (random.nextInt(4)) {
      case 0 -> {
        Double value = maybe();
        Reading reading = value == null ? JournalRecord.UNKNOWN : new Reading.Value(value);
        yield new Event.StateChanged(instant(), condition(), state(), state(), reading);
      }
      case 1 -> new Event.HostStateChanged(instant(), state(), state());
      case 2 -> new Event.Flapping(instant(), condition(), random.nextBoolean());
      default -> new Event.ClockJumped(instant(), Duration.ofMillis(random.nextInt()));
    };
  }

  private TopProcess process() {
    return new TopProcess(
        random.nextInt(),
        text(random),
        random.nextBoolean() ? number(random) : Double.NaN,
        random.nextLong(1L << 53),
        random.nextBoolean() ? number(random) : Double.NaN);
  }

  private Condition condition() {
    return new Condition(SIGNALS[random.nextInt(SIGNALS.length)], text(random));
  }

  private State state() {
    return STATES[random.nextInt(STATES.length)];
  }

  private Instant instant() {
    return time(random).toInstant();
  }

  private @Nullable Double maybe() {
    return random.nextInt(3) == 0 ? null : Double.valueOf(number(random));
  }

  private <T> List<T> list(Function<RandomGenerator, T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(element.apply(random));
    }
    return list;
  }
}
