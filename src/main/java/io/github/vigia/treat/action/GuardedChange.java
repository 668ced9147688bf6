package io.github.vigia.treat.action;

import io.github.vigia.treat.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One change of the network that takes itself back after a while unless what answered before still
 * answers. The rollback is armed before anything is touched, and happens also if the agent dies.
 *
 * @param watched hosts whose answers decide
 * @param before what answered before the change
 * @param delay when the rollback happens by itself
 * @param settle how long to wait for answers
 */
record GuardedChange(
    Anchors anchors,
    List<InetAddress> watched,
    Set<String> before,
    Duration delay,
    Duration settle) {

  private static final Duration EVERY = Duration.ofMillis(250);
  private static final int SURE = 3;

  /** How it ended. */
  enum End {
    /** Something answers that did not, and nothing was lost. */
    BETTER,
    SAME,
    /** Something that answered did not any more: it was taken back. */
    TAKEN_BACK
  }

  /**
   * @param commands what is done, one after the other
   * @param undo what is armed
   * @param keepSame whether it stays if it made no difference; else it is taken back too
   */
  End apply(List<List<String>> commands, List<List<String>> undo, boolean keepSame, Run run)
      throws IOException {
    List<Run.Armed> armed = new ArrayList<>();
    boolean over = false;
    try {
      for (List<String> argv : undo) {
        armed.add(run.arm(argv, delay));
      }
      for (List<String> argv : commands) {
        Run.Ended ended = run.command(argv, delay.dividedBy(3));
        if (ended.timedOut()) {
          throw new IOException(String.join(" ", argv) + ": did not end in time");
        }
      }
      End end = watch(run);
      boolean keep = end == End.BETTER || (end == End.SAME && keepSame);
      settle(armed, keep, run);
      over = true;
      return end;
    } finally {
      if (!over) {
        settle(armed, false, run);
      }
      IpBatch.forget(commands);
      IpBatch.forget(undo);
    }
  }

  /**
   * Confirms the change or takes it back. That a line of a rollback fails is usual, for what it
   * puts back may be there still; what counts is whether all answers that answered before.
   */
  private void settle(List<Run.Armed> armed, boolean keep, Run run) throws IOException {
    IOException problem = null;
    for (Run.Armed rollback : armed) {
      try {
        if (keep) {
          rollback.disarm();
        } else {
          rollback.fire();
        }
      } catch (IOException e) {
        problem = e;
      }
    }
    if (problem != null && (keep || !isRestored(run))) {
      throw problem;
    }
  }

  private boolean isRestored(Run run) throws IOException {
    for (int i = 0; i < 2 * SURE; i++) {
      if (anchors.answering(watched).containsAll(before)) {
        return true;
      }
      run.pause(EVERY);
    }
    return false;
  }

  private End watch(Run run) throws IOException {
    long deadline = System.nanoTime() + settle.toNanos();
    int better = 0;
    int lost = 0;
    for (int round = 0;
        better < SURE && (round < SURE || System.nanoTime() - deadline < 0);
        round++) {
      if (round > 0) {
        run.pause(EVERY);
      }
      End end = judged(anchors.answering(watched));
      better = end == End.BETTER ? better + 1 : 0;
      lost = end == End.TAKEN_BACK ? lost + 1 : 0;
      if (run.isOver() && better == 0) {
        return End.TAKEN_BACK; // Nobody will be there to look again.
      }
    }
    if (better > 0) {
      return End.BETTER;
    }
    return lost >= SURE ? End.TAKEN_BACK : End.SAME;
  }

  private End judged(Set<String> now) {
    if (!now.containsAll(before)) {
      return End.TAKEN_BACK;
    }
    Set<String> gained = new LinkedHashSet<>(now);
    gained.removeAll(before);
    return gained.isEmpty() ? End.SAME : End.BETTER;
  }
}
