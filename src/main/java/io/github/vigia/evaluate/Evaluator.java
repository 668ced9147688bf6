package io.github.vigia.evaluate;

import io.github.vigia.config.Rule;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Subsystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Judges each snapshot in the light of those before it. The same snapshots always give the same
 * evaluations: no clock, no I/O. Not thread-safe: the agent's loop owns it.
 *
 * <ul>
 *   <li>A level is entered when K of the last N fresh values reach its enter side, and left when
 *       all values have been beyond its clear side for {@code clear_for}, four times as long while
 *       flapping. It is left for the level below only, unless that one is clear for as long too.
 *   <li>A value is fresh if its time differs from that of the last one. A failed or absent reading
 *       is not fresh.
 *   <li>A condition without a fresh value for three turns, at least 15 s, is UNKNOWN if its thing
 *       is still there, and ends if it is not; if it was not STABLE, that is a change to STABLE
 *       with an absent reading. UNKNOWN time stops all its timers.
 *   <li>A signal whose rule has neither limit is STABLE while readings come and has no verdict
 *       while they do not.
 *   <li>The host is as its worst verdict is, UNKNOWN where there is none.
 * </ul>
 *
 * <p>At most {@link #MOST_CONDITIONS} conditions are judged; of each signal that has more, one
 * verdict of the instance {@code (others)} is UNKNOWN and says how many were left out.
 */
public final class Evaluator {

  static final int MOST_CONDITIONS = 1_000;

  private final Map<Signal, Roster> rosters = new EnumMap<>(Signal.class);
  private final Map<Metric, List<Roster>> byMetric = new EnumMap<>(Metric.class);
  private final List<Roster> dismissed = new ArrayList<>(0);
  private final ClockWatch clocks = new ClockWatch();
  private int conditions;
  private State host = State.STABLE;

  /**
   * @param rules how each signal is judged; one that is missing is not
   * @param refresh how often each subsystem is read; one that is missing is read every cycle
   * @param interval from one cycle to the next
   * @throws IllegalArgumentException if a rule asks for what no window can hold
   */
  public Evaluator(Map<Signal, Rule> rules, Map<Subsystem, Duration> refresh, Duration interval) {
    use(rules, refresh, interval);
  }

  /**
   * Other settings from the next snapshot on. All states are kept; windows and timers too where the
   * rule is the same. Conditions of a signal that has no rule any more end with the next snapshot.
   */
  public void use(Map<Signal, Rule> rules, Map<Subsystem, Duration> refresh, Duration interval) {
    rules.forEach(Evaluator::check);
    for (Signal signal : Signal.values()) {
      Rule rule = rules.get(signal);
      Roster roster = rosters.get(signal);
      if (rule == null) {
        if (roster != null) {
          dismissed.add(roster);
          rosters.remove(signal);
        }
        continue;
      }
      long stale = Pace.staleNanos(signal, refresh, interval);
      if (roster == null) {
        rosters.put(signal, new Roster(signal, rule, stale));
      } else {
        roster.use(rule, stale);
      }
    }
    byMetric.clear();
    rosters.forEach((signal, roster) ->
        byMetric.computeIfAbsent(signal.metric(), _ -> new ArrayList<>(1)).add(roster));
  }

  /** What {@code snapshot}, newer than all before, means. */
  public Evaluation evaluate(Snapshot snapshot) {
    Round round = new Round(snapshot, conditions);
    Duration jump = clocks.jump(snapshot.at(), snapshot.nanos());
    if (!jump.isZero()) {
      rosters.values().forEach(Roster::forget);
      round.event(new Event.ClockJumped(snapshot.at(), jump));
    }
    List<Sample> samples = snapshot.samples();
    for (int i = 0; i < samples.size(); i++) {
      take(samples.get(i), snapshot);
    }
    conclude(round);
    State now = round.host();
    if (now != host) {
      round.event(new Event.HostStateChanged(snapshot.at(), host, now));
      host = now;
    }
    return round.evaluation();
  }

  private void take(Sample sample, Snapshot snapshot) {
    List<Roster> judges = byMetric.get(sample.metric());
    if (judges == null) {
      return;
    }
    for (int i = 0; i < judges.size(); i++) {
      Roster roster = judges.get(i);
      int before = roster.size();
      roster.take(sample, snapshot.at(), conditions < MOST_CONDITIONS);
      conditions += roster.size() - before;
    }
  }

  private void conclude(Round round) {
    for (Roster roster : dismissed) {
      roster.dismiss(round);
    }
    dismissed.clear();
    conditions = 0;
    for (Roster roster : rosters.values()) {
      roster.conclude(round);
      conditions += roster.size();
    }
  }

  private static void check(Signal signal, Rule rule) {
    if (rule.of() < 1 || rule.of() > Window.LARGEST) {
      throw new IllegalArgumentException(
          signal.key() + ": window of " + rule.of() + " samples, expected 1 to " + Window.LARGEST);
    }
    if (rule.confirm() < 1 || rule.confirm() > rule.of()) {
      throw new IllegalArgumentException(
          signal.key() + ": confirm " + rule.confirm() + ", expected 1 to " + rule.of());
    }
  }
}
