package io.github.vigia.evaluate;

import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Subsystem;
import io.github.vigia.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What one evaluation has found so far. */
final class Round {

  private final Instant at;
  private final long nanos;
  private final List<Verdict> verdicts;
  private final List<Event> events = new ArrayList<>(0);
  private Set<Subsystem> burst = Set.of();
  private State worst = State.STABLE;

  Round(Snapshot snapshot, int expected) {
    at = snapshot.at();
    nanos = snapshot.nanos();
    verdicts = new ArrayList<>(expected);
  }

  Instant at() {
    return at;
  }

  long nanos() {
    return nanos;
  }

  void verdict(Verdict verdict) {
    verdicts.add(verdict);
    worst = worst.worst(verdict.state());
    if (verdict.undecided()) {
      hurry(verdict.condition().signal());
    }
  }

  void event(Event event) {
    events.add(event);
  }

  void changed(Condition condition, State from, State to, Reading reading) {
    events.add(new Event.StateChanged(at, condition, from, to, reading));
  }

  /** The worst of all verdicts; where there is none, nothing is known. */
  State host() {
    return verdicts.isEmpty() ? State.UNKNOWN : worst;
  }

  Evaluation evaluation() {
    return new Evaluation(
        host(),
        Collections.unmodifiableList(verdicts),
        Collections.unmodifiableList(events),
        burst);
  }

  private void hurry(Signal signal) {
    if (burst.isEmpty()) {
      burst = EnumSet.noneOf(Subsystem.class);
    }
    burst.add(Pace.subsystem(signal));
  }
}
