package io.github.vigia.evaluate;

import io.github.vigia.config.Rule;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Event;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One condition through time: which samples it has seen, and what it last said of itself.
 *
 * <p>It begins STABLE with its first value. Where there has been no value yet, only failures, there
 * is no verdict until the stale time is over, and then UNKNOWN.
 */
final class Track {

  private final Condition condition;
  private Standing standing = Standing.START;
  private boolean judged;
  private boolean present;
  private long freshNanos;
  private Reading judgedBy;
  private Reading latest;
  private State shown = State.STABLE;
  private boolean flapping;
  private Instant since;
  private @Nullable Verdict verdict;

  Track(Condition condition, Sample first, Instant at) {
    this.condition = condition;
    freshNanos = first.nanos();
    judgedBy = first.reading();
    latest = first.reading();
    since = at;
  }

  Condition condition() {
    return condition;
  }

  /** A value, fresh unless its time is that of the last one. */
  void value(Rule rule, double value, Sample sample, long staleNanos) {
    present = true;
    if (judged && sample.nanos() == freshNanos) {
      return;
    }
    long gap = sample.nanos() - freshNanos;
    boolean covered = judged && gap > 0 && gap < staleNanos;
    standing = standing.next(rule, value, covered ? gap : 0);
    judged = true;
    freshNanos = sample.nanos();
    judgedBy = sample.reading();
    latest = sample.reading();
  }

  /** It is there, but could not be read. */
  void failed(Reading reading) {
    present = true;
    latest = reading;
  }

  /** It is not there any more. */
  void absent(Reading reading) {
    latest = reading;
  }

  /** Windows and timers start again; the state stays. */
  void forget() {
    standing = standing.unconfirmed();
  }

  /** Whether no reading has said anything for the stale time. */
  boolean isStale(long nowNanos, long staleNanos) {
    return nowNanos - freshNanos >= staleNanos;
  }

  /** Whether the last snapshot still knew it; asking makes ready for the next snapshot. */
  boolean wasPresent() {
    boolean was = present;
    present = false;
    return was;
  }

  void conclude(Round round, Rule rule, boolean stale) {
    if (!judged && !stale) {
      return;
    }
    State state = stale ? State.UNKNOWN : standing.level();
    if (state != shown) {
      round.changed(condition, shown, state, latest);
      shown = state;
      since = round.at();
    }
    if (standing.entries().flapping() != flapping) {
      flapping = !flapping;
      round.event(new Event.Flapping(round.at(), condition, flapping));
    }
    round.verdict(verdict(!stale && standing.isUndecided(rule)));
  }

  /** Says that it is over, unless it was STABLE anyway. */
  void drop(Round round, String why) {
    if (shown != State.STABLE) {
      Reading last = latest instanceof Reading.Absent ? latest : new Reading.Absent(why);
      round.changed(condition, shown, State.STABLE, last);
    }
  }

  /** The last verdict itself if nothing is different. */
  private Verdict verdict(boolean undecided) {
    State known = judged ? standing.level() : State.UNKNOWN;
    Verdict last = verdict;
    if (last != null
        && last.state() == shown
        && last.lastKnown() == known
        && last.reading().equals(judgedBy)
        && last.flapping() == flapping
        && last.undecided() == undecided) {
      return last;
    }
    Verdict changed = new Verdict(condition, shown, known, judgedBy, since, flapping, undecided);
    verdict = changed;
    return changed;
  }
}
