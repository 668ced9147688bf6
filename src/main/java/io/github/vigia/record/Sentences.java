package io.github.vigia.record;

import io.github.vigia.config.Texts;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Event;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;

/** Events as people read them. Names of the host are escaped: a sentence is always one line. */
public final class Sentences {

  private final Texts texts;

  public Sentences(Texts texts) {
    this.texts = texts;
  }

  public String of(Event event) {
    return switch (event) {
      case Event.StateChanged(_, var condition, var from, var to, var reading) ->
          texts.text("event.state", name(condition), from, to, value(condition.signal(), reading));
      case Event.HostStateChanged(_, var from, var to) -> texts.text("event.host", from, to);
      case Event.Flapping(_, var condition, var began) ->
          texts.text(began ? "event.flapping.began" : "event.flapping.ended", name(condition));
      case Event.ClockJumped(_, var by) ->
          texts.text("event.clock", texts.number(by.toMillis() / 1000.0, 1));
    };
  }

  private String name(Condition condition) {
    String signal = texts.text("signal." + condition.signal().key());
    return condition.instance().isEmpty()
        ? signal
        : signal + " " + Escape.line(condition.instance());
  }

  private String value(Signal signal, Reading reading) {
    return reading instanceof Reading.Value(double value)
        ? texts.number(value, 1) + unit(signal)
        : texts.text("view.unavailable");
  }

  private static String unit(Signal signal) {
    if (signal.key().endsWith("_percent")) {
      return " %";
    }
    if (signal.key().endsWith("_ms")) {
      return " ms";
    }
    return signal == Signal.TEMPERATURE ? " °C" : "";
  }
}
