package io.github.vigia.treat;

import io.github.vigia.config.Policy;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What has been tried, how it went, and therefore what may be tried now: holds, ladders, breakers
 * and the budget. Without clock and without I/O; owned by one thread.
 */
final class Ledger {

  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final int RISKY_AN_HOUR = 3;

  /**
   * One rung of a plan.
   *
   * @param treatment its id
   * @param target mount, unit, interface, pid: what its breaker is about
   * @param danger 1 to 4
   * @param cooldown fixed time between two runs of the treatment; null = the growing hold
   */
  record Rung(String treatment, String target, int danger, @Nullable Duration cooldown) {

    Rung(String treatment, String target, int danger) {
      this(treatment, target, danger, null);
    }

    String key() {
      return treatment + "@" + target;
    }
  }

  /** What a plan may do now. */
  sealed interface Answer {

    /** This rung may run, as far as the ledger is concerned. */
    record Go(int rung) implements Answer {}

    /** Nothing may run; {@code exhausted} says that every rung has been tried in vain. */
    record Held(Gate gate, long until, boolean exhausted) implements Answer {}
  }

  private final Policy policy;
  private final RandomGenerator random;
  final Map<Condition, Incident> incidents = new HashMap<>();
  final Map<String, Breaker> breakers = new HashMap<>();
  final Map<String, Outcome> lastOutcomes = new HashMap<>();
  final Map<String, Long> lastRuns = new HashMap<>();
  final Deque<Long> risky = new ArrayDeque<>();
  final Deque<Long> gravest = new ArrayDeque<>();
  private Budget budget;
  private boolean safeMode;

  Ledger(Policy policy, RandomGenerator random, long now) {
    this.policy = policy;
    this.random = random;
    this.budget = Budget.full(policy, now);
  }

  Policy policy() {
    return policy;
  }

  /** Takes note of how a condition is. */
  void sampled(Condition condition, boolean beyondClear, long now) {
    Incident incident = incidents.get(condition);
    if (incident != null) {
      incidents.put(condition, incident.sampled(beyondClear, now, policy));
    }
  }

  /** What may be done about a condition that is critical. */
  Answer ask(Condition condition, List<Rung> plan, long now) {
    Incident incident = within(condition, plan, now);
    if (!incident.mayStart(now)) {
      return new Answer.Held(Gate.HOLD, incident.notBefore(), incident.exhausted());
    }
    while (true) {
      Rung rung = plan.get(incident.rung());
      Gate closed = closed(incident, rung, now);
      if (closed == null) {
        break;
      }
      boolean vain = closed == Gate.BREAKER;
      incident = incident.passedOver(plan.size(), rung, vain, now, policy, random);
      incidents.put(condition, incident);
      if (!incident.mayStart(now)) {
        return new Answer.Held(closed, incident.notBefore(), incident.exhausted());
      }
    }
    Gate poor = affordable(plan.get(incident.rung()), now);
    return poor == null
        ? new Answer.Go(incident.rung())
        : new Answer.Held(poor, now + policy.base().toNanos(), incident.exhausted());
  }

  /** Whether this rung may run, wherever the ladder stands: null if so. */
  @Nullable Gate askFor(Rung rung, long now) {
    if (isCooling(rung, now)) {
      return Gate.HOLD;
    }
    return breaker(rung).allows(now) ? affordable(rung, now) : Gate.BREAKER;
  }

  private @Nullable Gate closed(Incident incident, Rung rung, long now) {
    if (incident.isBarred() || isCooling(rung, now)) {
      return Gate.HOLD;
    }
    return breaker(rung).allows(now) ? null : Gate.BREAKER;
  }

  private boolean isCooling(Rung rung, long now) {
    return coolingNanos(rung, now) > 0;
  }

  /** What is left of its fixed cooldown; 0 where it is over or there is none. */
  long coolingNanos(Rung rung, long now) {
    Duration cooldown = rung.cooldown();
    Long last = lastRuns.get(rung.treatment());
    return cooldown == null || last == null ? 0 : Math.max(0, last + cooldown.toNanos() - now);
  }

  private @Nullable Gate affordable(Rung rung, long now) {
    budget = budget.at(now, policy);
    boolean covered = budget.covers(cost(rung));
    safeMode = !covered;
    boolean tooOften =
        (rung.danger() >= 3 && since(risky, now - HOUR) >= RISKY_AN_HOUR)
            || (rung.danger() >= 4 && since(gravest, now - DAY) >= 1);
    return covered && !tooOften ? null : Gate.BUDGET;
  }

  private static int since(Deque<Long> times, long from) {
    while (!times.isEmpty() && times.getFirst() - from <= 0) {
      times.removeFirst();
    }
    return times.size();
  }

  /** The rung can't help now: its preview says so. The next one is asked for. */
  void passOver(Condition condition, List<Rung> plan, boolean vain, long now) {
    Incident incident = within(condition, plan, now);
    Rung rung = plan.get(incident.rung());
    incidents.put(condition, incident.passedOver(plan.size(), rung, vain, now, policy, random));
  }

  /** An attempt begins: it is paid for now, whatever becomes of it. */
  void started(Condition condition, Rung rung, long now) {
    budget = budget.at(now, policy).less(cost(rung));
    lastRuns.put(rung.treatment(), now);
    if (rung.danger() >= 3) {
      risky.addLast(now);
    }
    if (rung.danger() >= 4) {
      gravest.addLast(now);
    }
    incidents.put(condition, incidents.getOrDefault(condition, Incident.begun(now)).started());
  }

  /** The ladder of a condition goes on from this rung. */
  void standAt(Condition condition, int rung, long now) {
    incidents.put(condition, incidents.getOrDefault(condition, Incident.begun(now)).at(rung));
  }

  /** An attempt ended. */
  void verified(Condition condition, List<Rung> plan, Rung rung, Outcome outcome, long now) {
    breakers.put(rung.key(), breaker(rung).after(outcome, now, policy));
    lastOutcomes.put(rung.key(), outcome);
    Incident incident = within(condition, plan, now);
    incidents.put(condition, incident.verified(outcome, plan.size(), rung, now, policy, random));
  }

  /** The rung died while it acted: it is not tried again in this incident. */
  void bar(Condition condition, int rung, long now) {
    incidents.put(condition, incidents.getOrDefault(condition, Incident.begun(now)).barring(rung));
  }

  /** A condition that flaps waits for the growing hold even after its first healing. */
  void damp(Condition condition, long now) {
    Incident incident = incidents.getOrDefault(condition, Incident.begun(now));
    long until = now + policy.base().toNanos();
    if (incident.notBefore() - until < 0) {
      incidents.put(condition, incident.heldUntil(until));
    }
  }

  /** A plan may have got shorter by a reload. */
  private Incident within(Condition condition, List<Rung> plan, long now) {
    Incident incident = incidents.getOrDefault(condition, Incident.begun(now));
    return incident.rung() < plan.size() ? incident : incident.at(0);
  }

  @Nullable Incident incident(Condition condition) {
    return incidents.get(condition);
  }

  Budget budget() {
    return budget;
  }

  /** Tokens there are at a moment. */
  double tokens(long now) {
    return budget.at(now, policy).tokens();
  }

  void budget(Budget other) {
    budget = other;
  }

  /** Whether the last attempt that was due could not be paid for. */
  boolean isInSafeMode() {
    return safeMode;
  }

  /** Somebody has seen to it: the budget is full again. */
  void acknowledge(long now) {
    budget = Budget.full(policy, now);
    safeMode = false;
  }

  /** Somebody closes the breaker by hand; false where it was not open. */
  boolean reset(String key) {
    return breakers.remove(key) instanceof Breaker.Open;
  }

  Breaker breaker(Rung rung) {
    Breaker known = breakers.get(rung.key());
    return known == null ? Breaker.closed(policy) : known;
  }

  private double cost(Rung rung) {
    return Budget.cost(
        rung.danger(), lastOutcomes.getOrDefault(rung.key(), Outcome.HEALED) == Outcome.HEALED);
  }
}
