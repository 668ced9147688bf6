package io.github.vigia.treat;

import io.github.vigia.config.Settings;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Escalation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the step that should be tried next, where nothing is under way. One thread. */
final class Seeker {

  private static final String REAPING = "reap_zombie_processes";
  private static final Duration TELL_AGAIN = Duration.ofHours(1);
  private static final Duration UNANSWERED = Duration.ofMinutes(2);

  private final Settings.Treatments settings;
  private final Gates gates;
  private final Ledger ledger;
  private final Ward ward;
  private final Approvals approvals;
  private final List<Event> news;
  private final Map<String, Long> told = new HashMap<>();
  private final Set<Condition> exhausted = new HashSet<>();
  private final List<Phase.Candidate> orders = new ArrayList<>();

  Seeker(
      Settings.Treatments settings,
      Gates gates,
      Ledger ledger,
      Ward ward,
      Approvals approvals,
      List<Event> news) {
    this.settings = settings;
    this.gates = gates;
    this.ledger = ledger;
    this.ward = ward;
    this.approvals = approvals;
    this.news = news;
  }

  /** A person wants this now. */
  void order(Phase.Candidate candidate) {
    orders.add(candidate);
  }

  /** A treatment may leave dead children of others behind: whoever ended, zombies are seen to. */
  void reapAfterwards(Step after) {
    Condition zombies = new Condition(Signal.ZOMBIES, "");
    Watched watched = ward.find(zombies);
    if (watched == null || watched.value() <= 0 || after.treatment().equals(REAPING)) {
      return;
    }
    for (Step step : gates.plan(zombies).acting()) {
      if (step.treatment().equals(REAPING) && gates.mode(step) == Mode.AUTO) {
        order(new Phase.Candidate(zombies, step, false, null, true));
        return;
      }
    }
  }

  /**
   * What was approved first, then what was ordered, then the most urgent; null where nothing may be
   * tried.
   *
   * @param storm whether only the most urgent condition counts
   */
  Phase.@Nullable Candidate next(Moment now, boolean storm) {
    Approvals.Request granted = approvals.granted();
    if (granted != null) {
      return approved(granted);
    }
    if (!orders.isEmpty()) {
      return orders.removeFirst();
    }
    List<Watched> critical = ward.critical();
    if (critical.size() < settings.minCritical()) {
      return null;
    }
    for (Watched watched : critical) {
      Duration sustained =
          settings.sustained().getOrDefault(watched.condition().signal(), Duration.ZERO);
      if (watched.criticalNanos(now.nanos()) < sustained.toNanos()) {
        continue;
      }
      Phase.Candidate candidate = consider(watched, now);
      if (candidate != null || storm) {
        return candidate;
      }
    }
    return null;
  }

  private Phase.@Nullable Candidate approved(Approvals.Request granted) {
    Condition condition = granted.condition();
    Step step = gates.plan(condition).find(granted.treatment(), granted.step(), granted.target());
    if (step == null || ward.find(condition) == null) {
      approvals.remove(granted.id());
      return null;
    }
    return new Phase.Candidate(condition, step, false, granted, false);
  }

  private Phase.@Nullable Candidate consider(Watched watched, Moment now) {
    Plan plan = gates.plan(watched.condition());
    for (Step step : plan.telling()) {
      if (isToBeTold(watched.condition(), step, now)) {
        Phase.Candidate dry = tell(watched, step, now);
        if (dry != null) {
          return dry;
        }
      }
    }
    return plan.acting().isEmpty() ? null : climb(watched, plan, now);
  }

  private boolean isToBeTold(Condition condition, Step step, Moment now) {
    Long last = told.get(key(condition, step));
    return last == null || now.nanos() - last >= TELL_AGAIN.toNanos();
  }

  private static String key(Condition condition, Step step) {
    return condition.name() + " " + Plan.key(step);
  }

  /** What the step would do was told, or could not be: not again for an hour. */
  void wasTold(Condition condition, Step step, Moment now) {
    told.put(key(condition, step), now.nanos());
  }

  /** Says what a step would do that may not do it. */
  private Phase.@Nullable Candidate tell(Watched watched, Step step, Moment now) {
    Condition condition = watched.condition();
    if (gates.mode(step) == Mode.DRY_RUN) {
      if (gates.before(watched, step, null, now)
          instanceof Admission.Refused(Gate gate, String why)) {
        gates.refuse(condition, step, gate, why, now);
        return null;
      }
      return new Phase.Candidate(condition, step, true, null, false);
    }
    wasTold(condition, step, now);
    gates.refuse(condition, step, Gate.MODE, "observe: it would be tried now", now);
    return null;
  }

  /** Finds the rung that may run now. */
  private Phase.@Nullable Candidate climb(Watched watched, Plan plan, Moment now) {
    Condition condition = watched.condition();
    for (int tries = 0; tries <= plan.acting().size(); tries++) {
      Incident before = ledger.incident(condition);
      Step first = plan.acting().get(before == null ? 0 : before.rung() % plan.acting().size());
      switch (ledger.ask(condition, plan.rungs(), now.nanos())) {
        case Ledger.Answer.Held held -> {
          refuseHeld(watched, first, held, now);
          exhaust(condition, held.exhausted() && !waitsForAYes(watched, plan, now), now);
          return null;
        }
        case Ledger.Answer.Go(int rung) -> {
          Step step = plan.acting().get(rung);
          if (gates.before(watched, step, null, now)
              instanceof Admission.Refused(Gate gate, String why)) {
            gates.refuse(condition, step, gate, why, now);
            return null;
          }
          if (!gates.needsApproval(step) || approvals.waitingFor(step) == null) {
            return new Phase.Candidate(condition, step, false, null, false);
          }
          gates.refuse(condition, step, Gate.APPROVAL, "a person must say yes", now);
          ledger.passOver(condition, plan.rungs(), false, now.nanos());
        }
      }
    }
    return null;
  }

  private void refuseHeld(Watched watched, Step step, Ledger.Answer.Held held, Moment now) {
    long seconds = Math.max(1, Math.ceilDiv(held.until() - now.nanos(), 1_000_000_000L));
    Admission.Refused ledgerSays = new Admission.Refused(held.gate(), seconds + " s");
    if (gates.before(watched, step, ledgerSays, now)
        instanceof Admission.Refused(Gate gate, String why)) {
      gates.refuse(watched.condition(), step, gate, why, now);
    }
  }

  /** Whether a person, who has been asked not long ago, could still help by saying yes. */
  private boolean waitsForAYes(Watched watched, Plan plan, Moment now) {
    return watched.criticalNanos(now.nanos()) < UNANSWERED.toNanos()
        && plan.acting().stream().anyMatch(step -> approvals.waitingFor(step) != null);
  }

  private void exhaust(Condition condition, boolean all, Moment now) {
    if (!all) {
      exhausted.remove(condition);
    } else if (exhausted.add(condition)) {
      news.add(new Event.Escalated(now.at(), condition, Escalation.LADDER_EXHAUSTED));
    }
  }

  /** What was told within the last hour, with how long ago that was. */
  Map<String, Object> tree(long now) {
    Map<String, Object> tree = new LinkedHashMap<>();
    told.forEach((key, at) -> {
      if (now - at < TELL_AGAIN.toNanos()) {
        tree.put(key, now - at);
      }
    });
    return tree;
  }

  void restore(Map<String, @Nullable Object> tree, long passed, long now) {
    tree.forEach((key, ago) -> {
      if (ago instanceof Number number) {
        told.put(key, now - number.longValue() - passed);
      }
    });
  }
}
