package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Policy;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Outcome;
import io.github.vigia.model.Signal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A day of each world against the ledger, on a virtual clock: how often does it act? */
class PolicyWorldsTest {

  private static final double STEP = 5;
  private static final int DAY = 86_400;

  /** A signal over time, that a treatment may change. */
  private abstract static class World {

    final Random random = new Random(1);
    double time;

    abstract double value();

    void treat(int rung) {}
  }

  @Test
  void noiseAroundTheLimitIsTreatedRarely() {
    Day day = new Day(DAY);
    day.live(
        new World() {
          @Override
          double value() {
            return 90 + 1.5 * random.nextGaussian();
          }
        });
    assertThat(day.actions).hasSizeBetween(15, 25);
    assertThat(day.changes).isEqualTo(1);
  }

  @Test
  void aSquareWaveThatTreatmentsDoNotCauseIsTreatedRarely() {
    Day day = new Day(DAY);
    day.live(
        new World() {
          @Override
          double value() {
            return (int) (time / 60) % 2 == 1 ? 97 : 70;
          }
        });
    assertThat(day.actions.size()).isLessThanOrEqualTo(42);
  }

  @Test
  void spikesOfOneSampleAreHardlyEverTreated() {
    Day day = new Day(DAY);
    day.live(
        new World() {
          @Override
          double value() {
            return random.nextDouble() < STEP / 180 ? 99 : 60;
          }
        });
    assertThat(day.actions.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void whatOneTreatmentHealsIsHealedTenSecondsLater() {
    Day day = new Day(7200);
    day.live(
        new World() {
          private double level = 60;
          private boolean broke;

          @Override
          double value() {
            if (time >= 1000 && !broke) {
              broke = true;
              level = 96;
            }
            return level + 0.3 * random.nextGaussian();
          }

          @Override
          void treat(int rung) {
            level = 62;
          }
        });
    assertThat(day.actions).containsExactly(1010.0);
    assertThat(day.outcomes).containsExactly(Outcome.HEALED);
  }

  @Test
  void whereOnlyTheSecondRungHelpsTwoActionsHeal() {
    Day day = new Day(7200);
    day.live(
        new World() {
          private double level = 60;
          private boolean fixed;

          @Override
          double value() {
            if (time >= 1000 && !fixed) {
              level = 97;
            }
            return level + 0.3 * random.nextGaussian();
          }

          @Override
          void treat(int rung) {
            if (rung == 1) {
              fixed = true;
              level = 62;
            }
          }
        });
    assertThat(day.outcomes).containsExactly(Outcome.NO_EFFECT, Outcome.HEALED);
    assertThat(day.actions.getLast() - 1000).isBetween(70.0, 80.0);
  }

  @Test
  void whatNothingHelpsIsTriedRarelyAndNeverGivenUp() {
    Day day = new Day(DAY);
    day.live(
        new World() {
          @Override
          double value() {
            return (time < 1000 ? 60 : 97) + 0.3 * random.nextGaussian();
          }
        });
    assertThat(day.actions).hasSizeBetween(18, 24);
    assertThat(day.actions.getLast()).isGreaterThan(DAY / 2.0);
    assertThat(day.exhausted).isTrue();
  }

  @Test
  void aChronicConditionThatCleaningHealsIsCleanedEachTime() {
    Day day = new Day(DAY);
    day.live(new Refilling(1200));
    assertThat(day.actions).hasSizeBetween(75, 91);
    assertThat(day.outcomes).allMatch(o -> o == Outcome.HEALED);
  }

  @Test
  void aRunawayWriterIsStoppedByTheSecondRungAfterThreeRelapses() {
    Day day = new Day(DAY);
    day.live(new Refilling(60));
    assertThat(day.actions).hasSizeBetween(4, 6);
  }

  @Test
  void anUnrelatedSecondIncidentIsNotHeldBackByTheFirst() {
    Day day = new Day(7200);
    day.live(
        new World() {
          private double level = 60;
          private int incidents;

          @Override
          double value() {
            if ((time >= 1000 && incidents == 0) || (time >= 2500 && incidents == 1)) {
              level = 96;
              incidents++;
            }
            return level + 0.3 * random.nextGaussian();
          }

          @Override
          void treat(int rung) {
            level = 62;
          }
        });
    assertThat(day.actions).containsExactly(1010.0, 2510.0);
  }

  /** Fills up again in a given time, until the second rung stops what fills it. */
  private static final class Refilling extends World {

    private final double seconds;
    private double level = 60;
    private boolean stopped;

    Refilling(double seconds) {
      this.seconds = seconds;
    }

    @Override
    double value() {
      level = Math.min(99, level + (stopped ? 0 : 35 / (seconds / STEP)));
      return level;
    }

    @Override
    void treat(int rung) {
      level = 60;
      stopped |= rung >= 1 && seconds <= 60;
    }
  }

  /**
   * The rest of an agent, as small as can be: 3 of 4 above 90 is critical, 60 s below 85 is not.
   */
  private static final class Day {

    private static final Condition CONDITION = new Condition(Signal.DISK, "/");
    private static final List<Ledger.Rung> PLAN =
        List.of(
            new Ledger.Rung("first", "/", 1),
            new Ledger.Rung("second", "/", 1),
            new Ledger.Rung("third", "/", 1));

    private final double length;
    private final Policy policy = Policy.standard();
    private final Ledger ledger = new Ledger(policy, new Random(7), 0);
    private final Deque<Boolean> window = new ArrayDeque<>();
    private final Recent recent = new Recent(3);
    private final List<Double> actions = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private int changes;
    private boolean critical;
    private double belowSince = Double.NaN;
    private boolean exhausted;
    private int running;
    private @Nullable Verification verification;

    Day(double length) {
      this.length = length;
    }

    void live(World world) {
      while (world.time < length) {
        world.time += STEP;
        double value = world.value();
        long now = (long) (world.time * 1e9);
        recent.add(value);
        judge(value, world.time);
        ledger.sampled(CONDITION, value < 85 && verification == null, now);
        if (verification != null) {
          verify(verification, value, now);
        } else if (critical && value >= 85) {
          act(world, now);
        }
      }
    }

    private void judge(double value, double time) {
      window.addLast(value >= 90);
      if (window.size() > 4) {
        window.removeFirst();
      }
      if (!critical) {
        if (window.stream().filter(b -> b).count() >= 3) {
          critical = true;
          changes++;
          belowSince = Double.NaN;
        }
      } else if (value >= 85) {
        belowSince = Double.NaN;
      } else if (Double.isNaN(belowSince)) {
        belowSince = time;
      } else if (time - belowSince >= 60) {
        critical = false;
        changes++;
        window.clear();
      }
    }

    private void act(World world, long now) {
      switch (ledger.ask(CONDITION, PLAN, now)) {
        case Ledger.Answer.Go(int rung) -> {
          running = rung;
          actions.add(world.time);
          ledger.started(CONDITION, PLAN.get(rung), now);
          Recent baseline = new Recent(1);
          baseline.add(recent.median());
          verification =
              new Verification(baseline, Math.nextDown(85.0), 3, true, now + 30_000_000_000L);
          world.treat(rung);
        }
        case Ledger.Answer.Held(_, _, boolean all) -> exhausted |= all;
      }
    }

    private void verify(Verification open, double value, long now) {
      Outcome outcome = open.sampled(value, false, now);
      if (outcome != null) {
        outcomes.add(outcome);
        verification = null;
        ledger.verified(CONDITION, PLAN, PLAN.get(running), outcome, now);
      }
    }
  }
}
