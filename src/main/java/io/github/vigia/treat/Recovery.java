package io.github.vigia.treat;

import io.github.vigia.model.Attempt;
import io.github.vigia.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done at the start about what a dead agent left: its programs are ended, its rollbacks
 * done, its attempts closed. Nothing is run again.
 */
final class Recovery {

  private static final System.Logger logger = System.getLogger(Recovery.class.getName());
  private static final Duration KILL = Duration.ofSeconds(15);

  private final Past past;
  private final Commands commands;
  private final Guardian guardian;

  Recovery(Past past, Commands commands, Guardian guardian) {
    this.past = past;
    this.commands = commands;
    this.guardian = guardian;
  }

  /**
   * Ends what still runs of attempts that did not come to their end, and waits until it is gone.
   * What an attempt left running on purpose, a daemon of its own session, is left.
   */
  void endOrphans() throws IOException {
    for (Past.Open open : past.open()) {
      List<Identity> running = open.effect() == null ? open.processes() : List.of();
      for (Identity identity : running) {
        if (!identity.boot().isEmpty() && identity.boot().equals(commands.boot())) {
          if (!new Kin(commands.procfs(), identity, identity.contained()).end(KILL)) {
            throw new IOException(
                "a program of attempt " + open.attempt().id() + " can't be killed");
          }
          if (!identity.group().isEmpty() && Files.exists(Path.of(identity.group()))) {
            ControlGroup.remove(Path.of(identity.group()));
          }
        }
      }
    }
  }

  /** Does the rollbacks that were armed: nobody can say any more that all is well. */
  void settleRollbacks() {
    for (Past.Armed armed : past.armed()) {
      try {
        guardian.settle(armed.attempt(), armed.token(), armed.argv());
      } catch (IOException e) {
        logger.log(System.Logger.Level.ERROR, "a rollback that was armed failed", e);
      }
    }
  }

  /** Closes the attempts that nobody judged. */
  void close(Healer healer, Book book, Moment now) throws IOException {
    for (Past.Open open : past.open()) {
      Effect effect = open.effect();
      Outcome outcome = effect == null ? Outcome.INTERRUPTED : Outcome.UNVERIFIED;
      Effect known = effect == null ? Effect.none("the agent died while it ran") : effect;
      Attempt attempt =
          AttemptTree.judged(
              AttemptTree.done(open.attempt(), known, known.summary(), open.attempt().took()),
              outcome,
              Double.NaN,
              Map.of());
      Ledger.Rung rung = new Ledger.Rung(attempt.treatment(), attempt.target(), attempt.danger());
      healer.ledger.verified(attempt.condition(), List.of(rung), rung, outcome, now.nanos());
      book.verified(attempt, healer.memory.tree(now));
      healer.tallies.ended(attempt);
      healer.history.ended(attempt);
      healer.tell(Tidings.ended(attempt, now.at()));
    }
  }

  /** Nanoseconds since the state was written, as far as the clocks can be trusted. */
  static long passed(Map<String, @Nullable Object> state, String boot, Moment now) {
    boolean sameBoot = !boot.isEmpty() && boot.equals(Json.text(state, "boot"));
    long monotonic = now.nanos() - Json.whole(state, "nanos");
    if (sameBoot && monotonic >= 0) {
      return monotonic;
    }
    long millis = now.at().toEpochMilli() - Json.whole(state, "wall");
    return Math.max(0, Math.min(millis, Duration.ofDays(36_500).toMillis())) * 1_000_000L;
  }
}
