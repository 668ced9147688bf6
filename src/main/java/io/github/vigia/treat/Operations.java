package io.github.vigia.treat;

import io.github.vigia.config.Settings;
import io.github.vigia.config.Silence;
import io.github.vigia.model.Attempt;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Event;
import io.github.vigia.model.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What people can ask the engine and tell it. Each call is on the engine's thread: see {@link
 * Engine#ask}. What can't be is an {@link IllegalArgumentException} that says why.
 */
public final class Operations {

  private static final Duration LONGEST_PAUSE = Duration.ofDays(7);

  /**
   * A treatment and what holds it back.
   *
   * @param mode how far it may go, all ceilings counted in
   * @param last when it was attempted last; null = not since the start
   */
  public record Standing(String treatment, String mode, @Nullable Instant last, List<Hold> holds) {}

  /**
   * One step against one condition that is known now.
   *
   * @param critical whether the condition is critical
   * @param gate the first gate that is shut, in lower case; empty where all are open
   * @param why it is shut
   * @param secondsLeft of its cooldown; 0 where there is none
   * @param breaker whether it rests because it did not help
   */
  public record Hold(
      Condition condition,
      String step,
      String target,
      boolean critical,
      String gate,
      String why,
      double secondsLeft,
      boolean breaker) {}

  /**
   * A condition with all that would be tried against it.
   *
   * @param recent its last values, the oldest first
   * @param criticalSeconds how long it has been critical; 0 where it is not
   * @param sustainedSeconds how long it must be before it is treated
   * @param attempts on its incident so far
   * @param rungs in the order in which they would be tried
   */
  public record Case(
      Condition condition,
      List<Double> recent,
      double criticalSeconds,
      double sustainedSeconds,
      int attempts,
      List<Rung> rungs) {}

  /**
   * One step of a case.
   *
   * @param mode how far it may go, all ceilings counted in
   * @param next whether the ladder stands at it
   * @param hold what holds it back, or would if the condition were critical
   */
  public record Rung(String treatment, String mode, int danger, boolean next, Hold hold) {}

  /**
   * What became of a treatment that a person asked for.
   *
   * @param text what it is: treatment, step and target
   * @param attempt id of the attempt that it became; empty where it has not yet, or never will
   * @param gate what held it back, in lower case; empty where nothing did
   * @param why it was held back
   */
  public record Order(String id, String text, String attempt, String gate, String why) {}

  /** An attempt that waits for a yes. */
  public record Waiting(
      String id,
      Condition condition,
      String treatment,
      String step,
      String target,
      String preview,
      List<String> items,
      String hash,
      Instant until) {}

  /**
   * How healing is as a whole.
   *
   * @param mode the most that any treatment may do
   * @param held why nothing may act; empty where it may
   * @param running what is under way; empty where nothing is
   * @param tokens of the budget
   */
  public record Overview(
      String mode, String held, String running, double tokens, boolean safeMode, boolean storm) {}

  private final Healer healer;
  private final Explainer explainer;
  private final Settings.Treatments settings;
  private final List<Treatment> treatments;
  private final Supplier<Moment> clock;

  Operations(
      Healer healer,
      Settings.Treatments settings,
      List<Treatment> treatments,
      Supplier<Moment> clock) {
    this.healer = healer;
    this.explainer = new Explainer(healer, settings, treatments);
    this.clock = clock;
    this.settings = settings;
    this.treatments = treatments;
  }

  public Overview overview() {
    Moment now = clock.get();
    return new Overview(
        settings.mode(),
        healer.restraints.killed(),
        healer.phase().text(),
        healer.ledger.tokens(now.nanos()),
        healer.ledger.isInSafeMode(),
        healer.ward.isStorm(now.nanos()));
  }

  /** Every treatment, with what holds back each of its steps against what is known of the host. */
  public List<Standing> treatments() {
    return explainer.treatments(clock.get());
  }

  /** All conditions of a signal that are known now, with what would be tried against each. */
  public List<Case> cases(Signal signal) {
    return explainer.cases(signal, clock.get());
  }

  /** The attempts that wait for a yes. */
  public List<Waiting> waiting() {
    return healer.approvals.all().stream()
        .filter(request -> !request.isGranted())
        .map(request ->
            new Waiting(
                request.id(),
                request.condition(),
                request.treatment(),
                request.step(),
                request.target(),
                request.summary(),
                request.items(),
                request.hash(),
                request.ends()))
        .toList();
  }

  /**
   * A person says yes to an attempt that waits.
   *
   * @param hash of what they were shown; empty where it was not asked for
   */
  public void approve(String id, String hash, String by) {
    Approvals.Request request = request(id);
    if (!hash.isEmpty() && !MessageDigest.isEqual(bytes(hash), bytes(request.hash()))) {
      throw new IllegalArgumentException("it is not what you were shown: " + request.hash());
    }
    healer.approvals.grant(request, named(by));
    answered(request, true, by);
  }

  /** A person says no: it is not asked again before its hold is over. */
  public void refuse(String id, String by) {
    Approvals.Request request = request(id);
    healer.approvals.remove(id);
    answered(request, false, named(by));
  }

  private Approvals.Request request(String id) {
    healer.approvals.expire(clock.get().nanos());
    Approvals.Request request = healer.approvals.find(id);
    if (request == null) {
      throw new IllegalArgumentException(id + ": no attempt of this id waits for an answer");
    }
    return request;
  }

  private void answered(Approvals.Request request, boolean granted, String by) {
    Moment now = clock.get();
    healer.tell(new Event.ApprovalGiven(now.at(), request.id(), request.treatment(), granted, by));
    healer.save(now);
  }

  /** Holds all treatments back for a while; until when. */
  public Instant pause(Duration time, String reason, String by) {
    if (time.isNegative() || time.isZero() || time.compareTo(LONGEST_PAUSE) > 0) {
      throw new IllegalArgumentException(time + " is out of range: up to 7 days");
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a pause needs a reason");
    }
    Moment now = clock.get();
    healer.restraints.pause(time, reason, named(by), now);
    healer.save(now);
    return now.at().plus(time);
  }

  /** Whether there was a pause to end. */
  public boolean resume() {
    boolean was = healer.restraints.resume();
    healer.save(clock.get());
    return was;
  }

  /** The budget is full again, because a person has seen to what used it up. */
  public void acknowledge() {
    Moment now = clock.get();
    healer.ledger.acknowledge(now.nanos());
    healer.save(now);
  }

  /** Lets a treatment that rests be tried on a target again. */
  public void resetBreaker(String treatment, String target, String by) {
    if (!healer.ledger.reset(treatment + "@" + target)) {
      throw new IllegalArgumentException(
          treatment + " on " + target + " does not rest, expected one that does");
    }
    System.getLogger(Operations.class.getName())
        .log(
            System.Logger.Level.INFO,
            "the breaker of {0} on {1} was closed by {2}",
            treatment,
            target,
            named(by));
    healer.save(clock.get());
  }

  public List<Silence> silences() {
    return healer.restraints.silences();
  }

  /** Begins a silence; its id. */
  public String silence(Silence.Matcher matcher, Duration time, String by, String comment) {
    if (matcher.isEmpty()) {
      throw new IllegalArgumentException(
          "a silence must say at least one of signal, instance, treatment, danger");
    }
    if (time.isNegative() || time.isZero() || time.compareTo(Silence.LONGEST) > 0) {
      throw new IllegalArgumentException(time + " is out of range: up to 7 days");
    }
    if (comment.isBlank()) {
      throw new IllegalArgumentException("a silence needs a comment");
    }
    Moment now = clock.get();
    String made = Ids.next();
    String id = "s-" + made.substring(made.length() - 8);
    healer.restraints.add(
        new Silence(
            id,
            matcher,
            new Silence.Window.Once(now.at(), now.at().plus(time)),
            false,
            named(by),
            comment));
    healer.tell(new Event.Silenced(now.at(), id, true, named(by), comment));
    healer.save(now);
    return id;
  }

  /** Ends a silence that was begun here. */
  public void unsilence(String id) {
    Silence silence = healer.restraints.remove(id);
    if (silence == null) {
      throw new IllegalArgumentException(id + ": no silence of this id was begun at run time");
    }
    Moment now = clock.get();
    healer.tell(new Event.Silenced(now.at(), id, false, silence.author(), silence.comment()));
    healer.save(now);
  }

  /** The last attempts, the newest first. */
  public List<Attempt> attempts() {
    return healer.history.attempts();
  }

  /** One attempt; empty where it is not among the last. */
  public Optional<Attempt> attempt(String id) {
    return healer.history.attempts().stream()
        .filter(attempt -> attempt.id().equals(id))
        .findFirst();
  }

  /** The last looks after treatments, as lines of JSON. */
  public List<String> looks() {
    return healer.history.looks();
  }

  /**
   * Tries one treatment now, through the same gates, a critical condition before others; what
   * becomes of it is told by {@link #order}.
   *
   * @param target empty where the treatment has one step that could be meant
   * @param dry whether only its preview is wanted
   */
  public Order treat(String treatment, String target, boolean dry) {
    List<Phase.Candidate> found = new ArrayList<>();
    Set<String> targets = new LinkedHashSet<>();
    for (Watched watched : criticalFirst()) {
      for (Step step : healer.gates.plan(watched.condition()).all()) {
        if (step.treatment().equals(treatment)) {
          targets.add(step.target());
          if (target.isEmpty() || target.equals(step.target())) {
            found.add(new Phase.Candidate(watched.condition(), step, dry, null, true));
          }
        }
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          targets.isEmpty() ? nothingFor(treatment) : noTarget(treatment, target, targets));
    }
    if (target.isEmpty() && targets.size() > 1) {
      throw new IllegalArgumentException(treatment + " needs a target, one of " + targets);
    }
    Phase.Candidate first = found.getFirst();
    healer.seeker.order(first);
    return told(healer.orders.add(Ids.at(clock.get().at().toEpochMilli()), first));
  }

  private List<Watched> criticalFirst() {
    List<Watched> all = new ArrayList<>(healer.ward.critical());
    healer.ward.all().stream().filter(watched -> !watched.isCritical()).forEach(all::add);
    return all;
  }

  private String nothingFor(String treatment) {
    List<String> known = treatments.stream().map(Treatment::id).toList();
    return known.contains(treatment)
        ? treatment + ": there is nothing that it could be tried on"
        : treatment + ": no such treatment, expected one of " + String.join(", ", known);
  }

  private static String noTarget(String treatment, String target, Set<String> targets) {
    return target + ": no target of " + treatment + ", expected one of " + targets;
  }

  /** What has become of what was ordered; only the last orders are known. */
  public Order order(String id) {
    Orders.Order order = healer.orders.find(id);
    if (order == null) {
      throw new IllegalArgumentException(id + ": no treatment of this id was asked for");
    }
    return told(order);
  }

  private static Order told(Orders.Order order) {
    Step step = order.candidate().step();
    Gate gate = order.gate();
    return new Order(
        order.id(),
        step.treatment() + " (" + step.name() + ") on " + step.target(),
        order.attempt(),
        gate == null ? "" : gate.name().toLowerCase(Locale.ROOT),
        order.why());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String named(String by) {
    return by.isBlank() ? "somebody" : by;
  }
}
