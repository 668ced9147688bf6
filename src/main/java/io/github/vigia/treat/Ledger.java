package io.github.vigia.treat;

import io.github.vigia.config.Policy;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Outcome;
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

  /**
   * One rung of a plan.
   *
   * @param treatment its id
   * @param target mount, unit, interface, pid: what its breaker is about
   * @param danger 1 to 4
   */
  record Rung(String treatment, String target, int danger) {

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
  private final Map<Condition, Incident> incidents = new HashMap<>();
  private final Map<String, Breaker> breakers = new HashMap<>();
  private final Map<String, Outcome> lastOutcomes = new HashMap<>();
  private Budget budget;

  Ledger(Policy policy, RandomGenerator random, long now) {
    this.policy = policy;
    this.random = random;
    this.budget = Budget.full(policy, now);
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
    Incident incident = incidents.getOrDefault(condition, Incident.begun(now));
    if (!incident.mayStart(now)) {
      return new Answer.Held(Gate.HOLD, incident.notBefore(), incident.exhausted());
    }
    while (!breaker(plan.get(incident.rung())).allows(now)) {
      Rung closed = plan.get(incident.rung());
      incident = incident.passedOver(plan.size(), closed.danger(), now, policy, random);
      incidents.put(condition, incident);
      if (!incident.mayStart(now)) {
        return new Answer.Held(Gate.BREAKER, incident.notBefore(), incident.exhausted());
      }
    }
    Rung rung = plan.get(incident.rung());
    budget = budget.at(now, policy);
    return budget.covers(cost(rung))
        ? new Answer.Go(incident.rung())
        : new Answer.Held(Gate.BUDGET, now + policy.base().toNanos(), incident.exhausted());
  }

  /** The rung can't help now: its preview says so. The next one is asked for. */
  void passOver(Condition condition, List<Rung> plan, long now) {
    Incident incident = incidents.getOrDefault(condition, Incident.begun(now));
    int danger = plan.get(incident.rung()).danger();
    incidents.put(condition, incident.passedOver(plan.size(), danger, now, policy, random));
  }

  /** An attempt begins: it is paid for now, whatever becomes of it. */
  void started(Condition condition, Rung rung, long now) {
    budget = budget.at(now, policy).less(cost(rung));
    incidents.put(condition, incidents.getOrDefault(condition, Incident.begun(now)).started());
  }

  /** An attempt ended. */
  void verified(Condition condition, List<Rung> plan, Rung rung, Outcome outcome, long now) {
    breakers.put(rung.key(), breaker(rung).after(outcome, now, policy));
    lastOutcomes.put(rung.key(), outcome);
    Incident incident = incidents.getOrDefault(condition, Incident.begun(now));
    incidents.put(
        condition, incident.verified(outcome, plan.size(), rung.danger(), now, policy, random));
  }

  @Nullable Incident incident(Condition condition) {
    return incidents.get(condition);
  }

  Budget budget() {
    return budget;
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
