package io.github.vigia.record;

import io.github.vigia.config.Texts;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Event;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

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
      case Event.TreatmentStarted started ->
          texts.text(
              "event.treatment",
              name(started.condition()),
              treatment(started.treatment(), started.step()),
              Escape.line(started.target()),
              Escape.line(started.preview()));
      case Event.TreatmentEnded ended ->
          texts.text(
              "event.treated",
              name(ended.condition()),
              treatment(ended.treatment(), ended.step()),
              texts.text("outcome." + ended.outcome().name().toLowerCase(Locale.ROOT)),
              texts.number(ended.took().toMillis() / 1000.0, 1),
              Escape.line(ended.summary()));
      case Event.TreatmentHeldBack(_, var condition, var treatment, var step, var gate, var why) ->
          texts.text(
              "event.held",
              name(condition),
              treatment(treatment, step),
              texts.text("gate." + gate.toLowerCase(Locale.ROOT)),
              Escape.line(why));
      case Event.ApprovalWanted wanted ->
          texts.text(
              "event.approval",
              name(wanted.condition()),
              treatment(wanted.treatment(), wanted.step()),
              Escape.line(wanted.target()),
              Escape.line(wanted.preview()),
              wanted.attempt(),
              wanted.until().truncatedTo(ChronoUnit.SECONDS));
      case Event.ApprovalGiven(_, var attempt, var treatment, var granted, var by) ->
          texts.text(
              granted ? "event.approved" : "event.refused",
              treatment(treatment, ""),
              attempt,
              Escape.line(by));
      case Event.Escalated(_, var condition, var reason) ->
          texts.text("event.escalated." + reason.name().toLowerCase(Locale.ROOT), name(condition));
      case Event.Restrained(_, var restraint, var began, var why) ->
          texts.text(
              began ? "event.restraint.began" : "event.restraint.ended",
              texts.text("restraint." + restraint.name().toLowerCase(Locale.ROOT)),
              Escape.line(why));
      case Event.Silenced(_, var silence, var began, var author, var comment) ->
          texts.text(
              began ? "event.silence.began" : "event.silence.ended",
              Escape.line(silence),
              Escape.line(author),
              Escape.line(comment));
    };
  }

  private static String treatment(String id, String step) {
    return step.isEmpty() ? Escape.line(id) : Escape.line(id) + " (" + Escape.line(step) + ")";
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
