package io.github.vigia.model;

import java.util.List;
import java.util.Set;

/**
 * What one snapshot meant.
 *
 * @param host the worst state of all verdicts
 * @param burst the subsystems to read again soon, because one of their signals is undecided
 */
public record Evaluation(
    State host, List<Verdict> verdicts, List<Event> events, Set<Subsystem> burst) {}
