package io.github.vigia.model;

import java.time.Duration;
import java.time.Instant;

/** Something that happened and that is kept: in the journal, the human log and the counters. */
public sealed interface Event {

  Instant at();

  /** A condition went from one state to another; {@code reading} is what decided it. */
  record StateChanged(Instant at, Condition condition, State from, State to, Reading reading)
      implements Event {}

  /** The worst of all conditions changed. */
  record HostStateChanged(Instant at, State from, State to) implements Event {}

  /** A condition began or ceased to enter CRITICAL again and again. */
  record Flapping(Instant at, Condition condition, boolean began) implements Event {}

  /** The wall clock went {@code by} further than the monotonic one: suspend, or a step. */
  record ClockJumped(Instant at, Duration by) implements Event {}
}
