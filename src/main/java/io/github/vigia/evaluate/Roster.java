package io.github.vigia.evaluate;

import io.github.vigia.config.Rule;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All conditions of one signal. */
final class Roster {

  /** Instance of the condition that stands for all those that there was no room for. */
  static final String OTHERS = "(others)";

  private final Signal signal;
  private final Map<String, Track> tracks = new LinkedHashMap<>();
  private Rule rule;
  private long staleNanos;
  private int refused;
  private @Nullable Instant crowdedSince;

  Roster(Signal signal, Rule rule, long staleNanos) {
    this.signal = signal;
    this.rule = rule;
    this.staleNanos = staleNanos;
  }

  int size() {
    return tracks.size();
  }

  /** Another rule from now on; what samples meant under the old one is forgotten if it differs. */
  void use(Rule other, long otherStaleNanos) {
    if (!rule.equals(other)) {
      forget();
    }
    rule = other;
    staleNanos = otherStaleNanos;
  }

  void forget() {
    for (Track track : tracks.values()) {
      track.forget();
    }
  }

  void take(Sample sample, Instant at, boolean room) {
    switch (sample.reading()) {
      case Reading.Value(double value) when Double.isFinite(value) -> {
        Track track = track(sample, at, room);
        if (track != null) {
          track.value(rule, value, sample, staleNanos);
        }
      }
      case Reading.Value(double value) -> {
        Reading none = new Reading.Failed("not a finite number: " + value);
        fail(new Sample(sample.metric(), sample.instance(), none, sample.nanos()), at, room);
      }
      case Reading.Failed _ -> fail(sample, at, room);
      case Reading.Absent absent -> {
        Track track = tracks.get(sample.instance());
        if (track != null) {
          track.absent(absent);
        }
      }
    }
  }

  /** Ends what is over, says how all others are. */
  void conclude(Round round) {
    for (Iterator<Track> all = tracks.values().iterator(); all.hasNext(); ) {
      Track track = all.next();
      boolean stale = track.isStale(round.nanos(), staleNanos);
      boolean over = !track.wasPresent() || judgesNothing();
      if (stale && over) {
        track.drop(round, "no longer there");
        all.remove();
      } else {
        track.conclude(round, rule, stale);
      }
    }
    concludeOthers(round);
  }

  /** Ends all, because the signal is judged no more. */
  void dismiss(Round round) {
    for (Track track : tracks.values()) {
      track.drop(round, "judged no more");
    }
    tracks.clear();
    refused = 0;
    concludeOthers(round);
  }

  private boolean judgesNothing() {
    return rule.warning() == null && rule.critical() == null;
  }

  /**
   * Where the metric has instances, a failure without an instance is that of the whole collector:
   * each instance has failed then, and none is gone.
   */
  private void fail(Sample sample, Instant at, boolean room) {
    boolean known = false;
    if (sample.instance().isEmpty() && !sample.metric().label().isEmpty()) {
      for (Track track : tracks.values()) {
        if (!track.condition().instance().isEmpty()) {
          track.failed(sample.reading());
          known = true;
        }
      }
    }
    Track track = known ? null : track(sample, at, room);
    if (track != null) {
      track.failed(sample.reading());
    }
  }

  private @Nullable Track track(Sample sample, Instant at, boolean room) {
    Track known = tracks.get(sample.instance());
    if (known != null) {
      return known;
    }
    if (!room) {
      refused++;
      return null;
    }
    Track begun = new Track(new Condition(signal, sample.instance()), sample, at);
    tracks.put(sample.instance(), begun);
    return begun;
  }

  /** One UNKNOWN condition says how many are not judged, for as long as there are any. */
  private void concludeOthers(Round round) {
    Instant crowded = crowdedSince;
    if (refused == 0 && crowded == null) {
      return;
    }
    Condition others = new Condition(signal, OTHERS);
    if (refused == 0) {
      Reading none = new Reading.Absent("all are judged again");
      round.changed(others, State.UNKNOWN, State.STABLE, none);
      crowdedSince = null;
      return;
    }
    Reading why =
        new Reading.Failed(
            refused + " more not judged: " + Evaluator.MOST_CONDITIONS + " conditions at most");
    if (crowded == null) {
      crowded = round.at();
      crowdedSince = crowded;
      round.changed(others, State.STABLE, State.UNKNOWN, why);
    }
    round.verdict(new Verdict(others, State.UNKNOWN, State.UNKNOWN, why, crowded, false, false));
    refused = 0;
  }
}
