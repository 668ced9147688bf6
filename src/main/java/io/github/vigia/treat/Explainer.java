package io.github.vigia.treat;

import io.github.vigia.config.Settings;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why what would be tried is not: the same gates, asked without anything being due. One thread. */
final class Explainer {

  private final Healer healer;
  private final Settings.Treatments settings;
  private final List<Treatment> treatments;

  Explainer(Healer healer, Settings.Treatments settings, List<Treatment> treatments) {
    this.healer = healer;
    this.settings = settings;
    this.treatments = treatments;
  }

  /** Every treatment, with what holds back each of its steps against what is known of the host. */
  List<Operations.Standing> treatments(Moment now) {
    List<Operations.Standing> all = new ArrayList<>();
    for (Treatment treatment : treatments) {
      List<Operations.Hold> holds = new ArrayList<>();
      for (Watched watched : healer.ward.all()) {
        for (Step step : healer.gates.plan(watched.condition()).all()) {
          if (step.treatment().equals(treatment.id())) {
            holds.add(hold(watched, step, now));
          }
        }
      }
      all.add(
          new Operations.Standing(
              treatment.id(), mode(treatment), healer.tallies.last(treatment.id()), holds));
    }
    return all;
  }

  /** Without settings of its own, it is what the freest of its steps may do. */
  private String mode(Treatment treatment) {
    Settings.Treatment own = settings.byId().get(treatment.id());
    Mode mode = own == null ? freest(treatment) : Mode.of(own.mode());
    return mode.stricter(Mode.of(settings.mode())).key();
  }

  private static Mode freest(Treatment treatment) {
    Mode freest = Mode.OFF;
    for (Signal signal : Signal.values()) {
      for (Step step : treatment.steps(new Condition(signal, "any"))) {
        freest = step.mode().compareTo(freest) > 0 ? step.mode() : freest;
      }
    }
    return freest;
  }

  /** All conditions of a signal that are known now, with what would be tried against each. */
  List<Operations.Case> cases(Signal signal, Moment now) {
    List<Operations.Case> cases = new ArrayList<>();
    for (Watched watched : healer.ward.all()) {
      if (watched.condition().signal() == signal) {
        cases.add(one(watched, now));
      }
    }
    return cases;
  }

  private Operations.Case one(Watched watched, Moment now) {
    Condition condition = watched.condition();
    Plan plan = healer.gates.plan(condition);
    Incident incident = healer.ledger.incident(condition);
    int at = incident == null || plan.acting().isEmpty() ? 0 : incident.rung();
    List<Operations.Rung> rungs = new ArrayList<>();
    for (Step step : plan.all()) {
      Admission admission = healer.gates.whatIf(watched, step, now, healer.phase().text());
      rungs.add(
          new Operations.Rung(
              step.treatment(),
              healer.gates.mode(step).key(),
              step.danger(),
              plan.acting().indexOf(step) == at,
              hold(watched, step, admission, now)));
    }
    Duration sustained = settings.sustained().getOrDefault(condition.signal(), Duration.ZERO);
    return new Operations.Case(
        condition,
        watched.values(),
        watched.isCritical() ? watched.criticalNanos(now.nanos()) / 1e9 : 0,
        sustained.toNanos() / 1e9,
        incident == null ? 0 : incident.attempts(),
        rungs);
  }

  private Operations.Hold hold(Watched watched, Step step, Moment now) {
    return hold(
        watched, step, healer.gates.explain(watched, step, now, healer.phase().text()), now);
  }

  private Operations.Hold hold(Watched watched, Step step, Admission admission, Moment now) {
    Ledger.Rung rung = Plan.rung(step, settings);
    Incident incident = healer.ledger.incident(watched.condition());
    long held = incident == null ? 0 : Math.max(0, incident.notBefore() - now.nanos());
    double left = Math.max(held, healer.ledger.coolingNanos(rung, now.nanos())) / 1e9;
    return new Operations.Hold(
        watched.condition(),
        step.name(),
        step.target(),
        watched.isCritical(),
        admission instanceof Admission.Refused refused
            ? refused.gate().name().toLowerCase(Locale.ROOT)
            : "",
        admission instanceof Admission.Refused refused ? refused.why() : "",
        left,
        !healer.ledger.breaker(rung).allows(now.nanos()));
  }
}
