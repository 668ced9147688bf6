package io.github.vigia.evaluate;

import io.github.vigia.model.AverageReport;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Averages over a window that ends now and slides: a ring of slots, each a part of the window, so
 * that an hour takes as much memory as a minute, some 4 KiB a slot. A record leaves with its slot:
 * the window is short by up to one slot, never long. The time between two records belongs to the
 * slot and the state of the first of them.
 *
 * <p>Times are those of the wall clock, as a journal has no other. After it went back, a slot is
 * made anew by the first record of another time. Not thread-safe: the agent's loop owns it.
 */
public final class Averages {

  private final Tally[] slots;
  private final long[] numbers;
  private final long slotMillis;
  private final Duration longestGap;
  private @Nullable Instant lastAt;
  private State lastState = State.UNKNOWN;

  /**
   * @param window what time a report covers
   * @param slots into how many parts the window is divided
   * @param longestGap records further apart than this say nothing of the time between them
   * @throws IllegalArgumentException if a slot would be shorter than a millisecond
   */
  public Averages(Duration window, int slots, Duration longestGap) {
    this(slotMillis(window, slots), slots, longestGap);
  }

  private Averages(long slotMillis, int slots, Duration longestGap) {
    this.slotMillis = slotMillis;
    this.longestGap = longestGap;
    this.slots = new Tally[slots];
    numbers = new long[slots];
    for (int i = 0; i < slots; i++) {
      this.slots[i] = new Tally();
    }
  }

  /** Of all records there are, however old: for reading a journal again. */
  public static Averages ofAll(Duration longestGap) {
    return new Averages(Long.MAX_VALUE, 1, longestGap);
  }

  /** One more record. */
  public void add(Snapshot snapshot, Evaluation evaluation) {
    Instant at = snapshot.at();
    spend(at);
    lastAt = at;
    lastState = evaluation.host();
    long number = number(at);
    int index = index(number);
    if (numbers[index] != number) {
      slots[index].clear();
      numbers[index] = number;
    }
    slots[index].add(snapshot, evaluation);
  }

  /** What the window that ends at {@code now} says; empty if no record is in it. */
  public Optional<AverageReport> report(Instant now) {
    long last = number(now);
    Tally all = new Tally();
    for (long number = last - slots.length + 1; number <= last; number++) {
      int index = index(number);
      if (numbers[index] == number) {
        all.add(slots[index]);
      }
    }
    return all.report();
  }

  private void spend(Instant at) {
    Instant before = lastAt;
    if (before == null) {
      return;
    }
    Duration gap = Duration.between(before, at);
    if (gap.isPositive() && gap.compareTo(longestGap) <= 0) {
      slots[index(number(before))].spend(lastState, gap.toNanos());
    }
  }

  private static long slotMillis(Duration window, int slots) {
    long millis = slots < 1 ? 0 : window.toMillis() / slots;
    if (millis < 1) {
      throw new IllegalArgumentException(
          window + " in " + slots + " slots, expected at least one of at least 1 ms each");
    }
    return millis;
  }

  private long number(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), slotMillis);
  }

  private int index(long number) {
    return Math.floorMod(number, slots.length);
  }
}
