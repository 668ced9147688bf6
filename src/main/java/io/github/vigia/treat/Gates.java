package io.github.vigia.treat;

import io.github.vigia.config.Settings;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what the gates look at, and keeps count of what they held back. One thread. */
final class Gates {

  private final Settings.Treatments settings;
  private final List<Treatment> treatments;
  private final Ledger ledger;
  private final Restraints restraints;
  private final Ward ward;
  private final Tallies tallies;
  private final List<Event> news;
  private final Map<Condition, Plan> plans = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();

  Gates(
      Settings.Treatments settings,
      List<Treatment> treatments,
      Ledger ledger,
      Restraints restraints,
      Ward ward,
      Tallies tallies,
      List<Event> news) {
    this.settings = settings;
    this.treatments = treatments;
    this.ledger = ledger;
    this.restraints = restraints;
    this.ward = ward;
    this.tallies = tallies;
    this.news = news;
  }

  /** What may be tried; the treatments are asked once. */
  Plan plan(Condition condition) {
    return plans.computeIfAbsent(condition, c -> Plan.of(c, treatments, settings));
  }

  Mode mode(Step step) {
    return Plan.mode(step, settings);
  }

  Ledger.Rung rung(Step step) {
    return Plan.rung(step, settings);
  }

  /** A person must say yes where the mode wants it, to the gravest, and while they are there. */
  boolean needsApproval(Step step) {
    return mode(step) == Mode.APPROVE
        || step.danger() >= 4
        || (step.danger() >= 3 && restraints.isAttended());
  }

  /**
   * Whether a candidate may start now.
   *
   * @param preview null where it was not taken yet
   */
  Admission of(Watched watched, Phase.Candidate candidate, @Nullable Preview preview, Moment now) {
    Step step = candidate.step();
    if (candidate.manual() && !candidate.dry() && isHeldBackByMode()) {
      return new Admission.Refused(Gate.MODE, settings.mode() + " for all treatments");
    }
    Admission.@Nullable Refused ledgerSays = null;
    boolean asked = candidate.request() != null || candidate.manual();
    if (asked && !candidate.dry()) {
      Gate shut = ledger.askFor(rung(step), now.nanos());
      ledgerSays = shut == null ? null : new Admission.Refused(shut, "it is not its time yet");
    }
    Mode mode = mode(step);
    if (candidate.manual() && mode != Mode.OFF) {
      mode = candidate.dry() ? Mode.DRY_RUN : Mode.AUTO;
    }
    boolean isWell = !candidate.manual() && watched.isWell();
    return of(watched, step, mode, isWell, preview, ledgerSays, now, "", asked);
  }

  /** Whether a step of the plan may be looked at closer, whatever the ladder says of it. */
  Admission before(Watched watched, Step step, Admission.@Nullable Refused ledgerSays, Moment now) {
    return of(watched, step, mode(step), watched.isWell(), null, ledgerSays, now, "", true);
  }

  /**
   * Why a step is not tried now, or that it may be.
   *
   * @param running what is under way
   */
  Admission explain(Watched watched, Step step, Moment now, String running) {
    return watched.isCritical()
        ? whatIf(watched, step, now, running)
        : new Admission.Refused(Gate.RECHECK, "it is not critical");
  }

  /** Whether nothing may act in any case, whoever asks for it. */
  private boolean isHeldBackByMode() {
    return Mode.of(settings.mode()).compareTo(Mode.APPROVE) < 0;
  }

  /** What would hold a step back if its condition were critical now; as far as can be told. */
  Admission whatIf(Watched watched, Step step, Moment now, String running) {
    Gate shut = ledger.askFor(rung(step), now.nanos());
    Incident incident = ledger.incident(watched.condition());
    if (shut == null && incident != null && !incident.mayStart(now.nanos())) {
      shut = Gate.HOLD;
    }
    Admission.Refused ledgerSays =
        shut == null ? null : new Admission.Refused(shut, "it is not its time yet");
    return of(watched, step, mode(step), false, null, ledgerSays, now, running, false);
  }

  private Admission of(
      Watched watched,
      Step step,
      Mode mode,
      boolean isWell,
      @Nullable Preview preview,
      Admission.@Nullable Refused ledgerSays,
      Moment now,
      String running,
      boolean approved) {
    String cause = Triage.cause(watched.condition(), ward.criticalConditions());
    return Admission.of(
        new Admission.View(
            mode,
            restraints.killed(),
            Double.isNaN(watched.score()) ? "there is no reading" : "",
            isWell,
            restraints.silenced(watched.condition(), step, now.at()),
            restraints.grace(watched.condition(), now.nanos()),
            preview,
            cause.isEmpty() ? restraints.conflict() : "it waits for its cause: " + cause,
            ledgerSays == null ? null : ledgerSays.gate(),
            ledgerSays == null ? "" : ledgerSays.why(),
            running,
            needsApproval(step),
            approved));
  }

  /** Counts a refusal, and tells of it where the last one of the step was another. */
  void refuse(Condition condition, Step step, Gate gate, String why, Moment now) {
    tallies.refused(step.treatment(), gate);
    String key = condition.name() + " " + Plan.key(step);
    // A cooldown counts down: its reason changes each time and says nothing new.
    String reason = gate.name() + (gate == Gate.HOLD || gate == Gate.BREAKER ? "" : " " + why);
    if (!reason.equals(refusals.put(key, reason))) {
      news.add(
          new Event.TreatmentHeldBack(
              now.at(), condition, step.treatment(), step.name(), gate.name(), why));
    }
  }

  /** The next refusal is told again, because something happened. */
  void forget(Condition condition) {
    refusals.keySet().removeIf(key -> key.startsWith(condition.name() + " "));
  }
}
