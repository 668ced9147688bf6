package io.github.vigia.model;

import java.time.Instant;

/**
 * How one condition is, after a snapshot.
 *
 * @param lastKnown the state before it became UNKNOWN; the same as {@code state} otherwise
 * @param reading the last reading it was judged by
 * @param since when {@code state} was entered
 * @param flapping entered CRITICAL at least four times within an hour
 * @param undecided a reading breached a limit, but not yet often enough to say so
 */
public record Verdict(
    Condition condition,
    State state,
    State lastKnown,
    Reading reading,
    Instant since,
    boolean flapping,
    boolean undecided) {}
