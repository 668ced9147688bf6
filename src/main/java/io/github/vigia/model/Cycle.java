package io.github.vigia.model;

import java.util.List;

/**
 * One whole turn of the loop, as it is recorded and exposed.
 *
 * @param own samples of the agent's own work: cycles, journal, reloads
 */
public record Cycle(Snapshot snapshot, Evaluation evaluation, List<Sample> own) {}
