package io.github.vigia.model;

/** What one look at one metric gave. Absent, failed and zero are three different things. */
public sealed interface Reading {

  /** The host said {@code value}, in the unit of the metric. */
  record Value(double value) implements Reading {}

  /** This host has no such thing: no sensor, no swap, a kernel without PSI. */
  record Absent(String why) implements Reading {}

  /** The thing is there, but reading it failed, so what it would have said is not known. */
  record Failed(String why) implements Reading {}
}
