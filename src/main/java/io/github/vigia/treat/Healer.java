package io.github.vigia.treat;

import io.github.vigia.config.Settings;
import io.github.vigia.model.Attempt;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Escalation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Outcome;
import io.github.vigia.model.Restraint;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is done against the conditions that are critical, and judges it: from one to the
 * next of its phases with each look at the host. Time comes from outside; owned by one thread.
 */
final class Healer {

  private static final System.Logger logger = System.getLogger(Healer.class.getName());

  /** A reading that is not older is a fresh one: a probe without an answer takes as long. */
  private static final long FRESH = Duration.ofSeconds(3).toNanos();

  private static final long RECHECK = Duration.ofSeconds(15).toNanos();
  private static final long LEAST_WINDOW = Duration.ofSeconds(15).toNanos();

  private final Settings.Treatments settings;
  private final Hands hands;
  private final Book book;
  final Ledger ledger;
  final Restraints restraints;
  final Approvals approvals = new Approvals();
  final Orders orders = new Orders();
  final Ward ward = new Ward();
  final Tallies tallies = new Tallies();
  final History history;
  final Gates gates;
  final Seeker seeker;
  final Memory memory;
  private final List<Event> news = new ArrayList<>();
  private Phase phase = new Phase.Idle();

  Healer(
      Settings.Treatments settings,
      List<Treatment> treatments,
      Hands hands,
      Book book,
      Ledger ledger,
      Restraints restraints,
      History history,
      String boot) {
    this.settings = settings;
    this.hands = hands;
    this.book = book;
    this.ledger = ledger;
    this.restraints = restraints;
    this.history = history;
    this.gates = new Gates(settings, treatments, ledger, restraints, ward, tallies, news);
    this.seeker = new Seeker(settings, gates, ledger, ward, approvals, news);
    this.memory = new Memory(boot, ledger, restraints, approvals, seeker);
  }

  /** What happened since the last call. */
  List<Event> news() {
    List<Event> all = List.copyOf(news);
    news.clear();
    return all;
  }

  void tell(Event event) {
    news.add(event);
  }

  Phase phase() {
    return phase;
  }

  /** What is to be read often now. */
  Set<Subsystem> wanted() {
    return switch (phase) {
      case Phase.Rechecking rechecking -> Set.of(read(rechecking.candidate().condition()));
      case Phase.Verifying verifying -> Set.of(read(verifying.running().candidate().condition()));
      case Phase.Idle _, Phase.Previewing _, Phase.Acting _, Phase.RollingBack _ -> Set.of();
    };
  }

  private static Subsystem read(Condition condition) {
    return Triage.subsystem(condition.signal());
  }

  /** Takes the next step after a look, which {@link #ward} has taken, or after some time. */
  void advance(Moment now) {
    restraints.update(now, news);
    approvals.expire(now.nanos());
    boolean storm = ward.isStorm(now.nanos());
    restraints.tell(Restraint.STORM, storm ? "4 or more in a minute" : "", now, news);
    history.advance(now, ward::metrics);
    switch (phase) {
      case Phase.Idle _ -> {
        Phase.Candidate candidate = seeker.next(now, storm);
        if (candidate != null) {
          begin(candidate, now);
        }
      }
      case Phase.Rechecking rechecking -> recheck(rechecking, now);
      case Phase.Verifying verifying -> verify(verifying, now);
      case Phase.Previewing _, Phase.Acting _, Phase.RollingBack _ -> {
        // The hands have it, and answer.
      }
    }
    restraints.tell(
        Restraint.SAFE_MODE,
        ledger.isInSafeMode() ? "the budget of attempts is used up" : "",
        now,
        news);
  }

  /** With a fresh reading at once, else as soon as there is one. */
  private void begin(Phase.Candidate candidate, Moment now) {
    Watched watched = ward.find(candidate.condition());
    if (watched != null && now.nanos() - watched.sampled() <= FRESH) {
      preview(candidate);
    } else {
      phase = new Phase.Rechecking(candidate, now.nanos());
    }
  }

  private void recheck(Phase.Rechecking rechecking, Moment now) {
    Phase.Candidate candidate = rechecking.candidate();
    Watched watched = ward.find(candidate.condition());
    if (watched != null && watched.sampled() - rechecking.asked() > 0) {
      phase = new Phase.Idle();
      Admission admission = gates.of(watched, candidate, null, now);
      // What needs a yes is looked at first: nobody is asked for what can't help.
      if (admission instanceof Admission.Refused(Gate gate, String why) && gate != Gate.APPROVAL) {
        withdraw(candidate, gate, why, now);
      } else {
        preview(candidate);
      }
    } else if (now.nanos() - rechecking.asked() >= RECHECK) {
      phase = new Phase.Idle();
      withdraw(candidate, Gate.STALE, "no fresh reading in 15 s", now);
    }
  }

  private void preview(Phase.Candidate candidate) {
    phase = new Phase.Previewing(candidate);
    hands.preview(candidate.step());
  }

  /** The answer of {@link Hands#preview}: what the step would do, or why that can't be told. */
  void previewed(@Nullable Preview found, String failure, Moment now) {
    if (!(phase instanceof Phase.Previewing(Phase.Candidate candidate))) {
      throw new IllegalStateException("a preview that nobody asked for, in " + phase);
    }
    phase = new Phase.Idle();
    Preview preview = found == null ? Preview.nothing("it can't be looked at: " + failure) : found;
    Watched watched = ward.find(candidate.condition());
    if (watched == null) {
      withdraw(candidate, Gate.STALE, "the condition is gone", now);
      return;
    }
    switch (gates.of(watched, candidate, preview, now)) {
      case Admission.Refused(Gate gate, String why) -> {
        if (gate == Gate.APPROVAL) {
          ask(candidate, preview, now);
        }
        if (!candidate.manual() && !candidate.dry() && candidate.request() == null) {
          boolean vain = gate == Gate.PRECONDITION;
          if (vain || gate == Gate.APPROVAL) {
            Plan plan = gates.plan(candidate.condition());
            ledger.passOver(candidate.condition(), plan.rungs(), vain, now.nanos());
          }
        }
        withdraw(candidate, gate, why, now);
      }
      case Admission.Admitted _ -> admitted(candidate, preview, watched, now);
    }
  }

  private void admitted(Phase.Candidate candidate, Preview preview, Watched watched, Moment now) {
    Approvals.Request request = candidate.request();
    if (candidate.dry()) {
      dryRun(candidate, preview, watched, now);
    } else if (request != null && !request.covers(preview)) {
      withdraw(candidate, Gate.APPROVAL, "it would do more now than what was approved", now);
    } else {
      act(candidate, preview, watched, now);
    }
  }

  private void ask(Phase.Candidate candidate, Preview preview, Moment now) {
    Step step = candidate.step();
    Approvals.Request request =
        approvals.ask(Ids.at(now.at().toEpochMilli()), candidate.condition(), step, preview, now);
    news.add(Tidings.wanted(request, now.at()));
    save(now);
  }

  /** A candidate that does not start after all. */
  private void withdraw(Phase.Candidate candidate, Gate gate, String why, Moment now) {
    Approvals.Request request = candidate.request();
    if (request != null) {
      approvals.remove(request.id());
    }
    if (candidate.dry()) {
      seeker.wasTold(candidate.condition(), candidate.step(), now);
    }
    orders.heldBack(candidate, gate, why);
    gates.refuse(candidate.condition(), candidate.step(), gate, why, now);
  }

  private void dryRun(Phase.Candidate candidate, Preview preview, Watched watched, Moment now) {
    seeker.wasTold(candidate.condition(), candidate.step(), now);
    String id = Ids.at(now.at().toEpochMilli());
    orders.began(candidate, id);
    Attempt attempt =
        AttemptTree.before(
            AttemptTree.begun(
                id, now.at(), candidate.condition(), candidate.step(), preview, watched.value()),
            ward.metrics());
    Effect nothing = new Effect(0, "", preview.summary(), preview.items());
    attempt = AttemptTree.done(attempt, nothing, preview.summary(), Duration.ZERO);
    conclude(AttemptTree.judged(attempt, Outcome.DRY_RUN, watched.value(), ward.metrics()), now);
  }

  private void act(Phase.Candidate candidate, Preview preview, Watched watched, Moment now) {
    Approvals.Request request = candidate.request();
    Step step = candidate.step();
    Condition condition = candidate.condition();
    String id = request == null ? Ids.at(now.at().toEpochMilli()) : request.id();
    Attempt attempt =
        AttemptTree.before(
            AttemptTree.begun(id, now.at(), condition, step, preview, watched.value()),
            ward.metrics());
    approvals.remove(id);
    int rung = gates.plan(condition).acting().indexOf(step);
    if (rung >= 0) {
      ledger.standAt(condition, rung, now.nanos());
    }
    ledger.started(condition, gates.rung(step), now.nanos());
    try {
      book.intent(attempt, memory.tree(now));
      restraints.tell(Restraint.NO_LOG, "", now, news);
    } catch (IOException e) {
      restraints.tell(Restraint.NO_LOG, e.toString(), now, news);
      if (step.danger() > 1) {
        orders.heldBack(candidate, Gate.CONFLICT, "the log can't be written: " + e);
        gates.refuse(condition, step, Gate.CONFLICT, "the log can't be written: " + e, now);
        return;
      }
    }
    gates.forget(condition);
    orders.began(candidate, id);
    news.add(Tidings.started(attempt, now.at()));
    phase =
        new Phase.Acting(
            new Phase.Running(candidate, attempt, watched.recent().copy(), ward.alarmedGuards()));
    hands.act(step, preview, attempt);
  }

  /** The answer of {@link Hands#act}. */
  void acted(Hands.Ending ending, Moment now) {
    if (!(phase instanceof Phase.Acting(Phase.Running running))) {
      throw new IllegalStateException("an ending that nobody waits for, in " + phase);
    }
    String summary = ending.failure().isEmpty() ? ending.effect().summary() : ending.failure();
    Attempt attempt = AttemptTree.done(running.attempt(), ending.effect(), summary, ending.took());
    Phase.Running done =
        new Phase.Running(running.candidate(), attempt, running.baseline(), running.alarmed());
    write(() -> book.result(attempt.id(), ending.effect(), ending.failure()));
    history.lookAt(attempt, now.nanos() + settings.postWait().toNanos());
    Outcome outcome = ending.outcome();
    if (outcome != null) {
      int rung = gates.plan(attempt.condition()).acting().indexOf(running.candidate().step());
      if (rung >= 0 && ending.touched() && outcome != Outcome.INTERRUPTED) {
        ledger.bar(attempt.condition(), rung, now.nanos());
      }
      finish(done, outcome, now);
      return;
    }
    if (running.candidate().step().window().isZero()) {
      finish(done, ending.effect().direct() > 0 ? Outcome.UNVERIFIED : Outcome.NO_EFFECT, now);
      return;
    }
    Condition condition = attempt.condition();
    Watched watched = ward.find(condition);
    double clear = watched == null ? Double.NEGATIVE_INFINITY : watched.clear();
    long window = Math.max(LEAST_WINDOW, running.candidate().step().window().toNanos());
    Verification verification =
        new Verification(
            running.baseline(),
            clear,
            Triage.leastEffect(condition.signal(), attempt.baseline()),
            ending.effect().direct() > 0,
            now.nanos() + window);
    phase = new Phase.Verifying(done, ending.effect(), verification, now.nanos());
  }

  private void verify(Phase.Verifying verifying, Moment now) {
    Phase.Running running = verifying.running();
    Watched watched = ward.find(running.candidate().condition());
    Outcome outcome;
    if (watched != null && watched.sampled() - verifying.taken() > 0) {
      Set<Condition> alarmed = new HashSet<>(ward.alarmedGuards());
      alarmed.removeAll(running.alarmed());
      alarmed.remove(running.candidate().condition());
      outcome =
          verifying.verification().sampled(watched.score(), !alarmed.isEmpty(), watched.sampled());
      phase =
          new Phase.Verifying(
              running, verifying.effect(), verifying.verification(), watched.sampled());
    } else {
      outcome = verifying.verification().silent(now.nanos());
    }
    if (outcome == Outcome.WORSE) {
      phase = new Phase.RollingBack(running, outcome);
      hands.rollback(running.candidate().step(), verifying.effect(), running.attempt());
    } else if (outcome != null) {
      finish(running, outcome, now);
    }
  }

  /**
   * The answer of {@link Hands#rollback}; {@code failure} is empty where it could be taken back.
   */
  void rolledBack(String failure, Moment now) {
    if (!(phase instanceof Phase.RollingBack(Phase.Running running, Outcome outcome))) {
      throw new IllegalStateException("a rollback that nobody waits for, in " + phase);
    }
    if (!failure.isEmpty()) {
      logger.log(System.Logger.Level.ERROR, "a treatment could not be taken back: " + failure);
    }
    finish(running, outcome, now);
  }

  /** The agent ends: what is being verified will not be. */
  void abandon(Moment now) {
    if (phase instanceof Phase.Verifying verifying) {
      finish(verifying.running(), Outcome.UNVERIFIED, now);
    }
  }

  private void finish(Phase.Running running, Outcome outcome, Moment now) {
    Step step = running.candidate().step();
    Condition condition = running.candidate().condition();
    Plan plan = gates.plan(condition);
    Ledger.Rung rung = gates.rung(step);
    Incident before = ledger.incident(condition);
    List<Ledger.Rung> rungs = plan.rungs().isEmpty() ? List.of(rung) : plan.rungs();
    boolean ended = outcome == Outcome.NO_EFFECT || outcome == Outcome.UNVERIFIED;
    if (step.window().isZero() && ended && plan.acting().contains(step)) {
      // It never was to heal it by itself: the next rung need not wait.
      ledger.passOver(condition, rungs, true, now.nanos());
    } else {
      ledger.verified(condition, rungs, rung, outcome, now.nanos());
    }
    Incident after = ledger.incident(condition);
    Watched watched = ward.find(condition);
    if (watched != null && watched.isFlapping()) {
      ledger.damp(condition, now.nanos());
    }
    boolean relapsing =
        outcome == Outcome.HEALED
            && before != null
            && after != null
            && before.rung() == 0
            && before.relapses() == ledger.policy().relapses() - 1
            && before.attempts() > 1;
    if (relapsing) {
      news.add(new Event.Escalated(now.at(), condition, Escalation.RELAPSING));
    }
    if (outcome == Outcome.WORSE) {
      news.add(new Event.Escalated(now.at(), condition, Escalation.WORSE));
    }
    seeker.reapAfterwards(step);
    double result = watched == null ? Double.NaN : watched.value();
    conclude(AttemptTree.judged(running.attempt(), outcome, result, ward.metrics()), now);
  }

  private void conclude(Attempt attempt, Moment now) {
    phase = new Phase.Idle();
    write(() -> book.verified(attempt, memory.tree(now)));
    tallies.ended(attempt);
    history.ended(attempt);
    history.look(attempt, "verified", now.at(), ward.metrics());
    news.add(Tidings.ended(attempt, now.at()));
  }

  /** Writes the state down, because something changed without an attempt. */
  void save(Moment now) {
    write(() -> book.state(memory.tree(now)));
  }

  private interface Writing {
    void write() throws IOException;
  }

  /** What could not be written is said, and does not stop what has begun. */
  private void write(Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      logger.log(System.Logger.Level.ERROR, "the treatments' log can't be written", e);
    }
  }
}
