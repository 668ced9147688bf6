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

  /** A treatment begins to act; {@code preview} is what it is going to do. */
  record TreatmentStarted(
      Instant at,
      String attempt,
      Condition condition,
      String treatment,
      String step,
      String target,
      String preview)
      implements Event {}

  /**
   * A treatment was judged.
   *
   * @param took from its start to the end of what it did
   */
  record TreatmentEnded(
      Instant at,
      String attempt,
      Condition condition,
      String treatment,
      String step,
      String target,
      Outcome outcome,
      Duration took,
      String summary)
      implements Event {}

  /** A treatment was due and could not start; told once, then counted. */
  record TreatmentHeldBack(
      Instant at, Condition condition, String treatment, String step, String gate, String why)
      implements Event {}

  /** A treatment waits until {@code until} for a person to say yes. */
  record ApprovalWanted(
      Instant at,
      String attempt,
      Condition condition,
      String treatment,
      String step,
      String target,
      String preview,
      Instant until)
      implements Event {}

  /** A person answered. */
  record ApprovalGiven(Instant at, String attempt, String treatment, boolean granted, String by)
      implements Event {}

  /** A condition needs a person. */
  record Escalated(Instant at, Condition condition, Escalation reason) implements Event {}

  /** All treatments began or ceased to be held back. */
  record Restrained(Instant at, Restraint restraint, boolean began, String why) implements Event {}

  /** A silence began or ended. */
  record Silenced(Instant at, String silence, boolean began, String author, String comment)
      implements Event {}
}
