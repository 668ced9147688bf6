package io.github.vigia.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import io.github.vigia.config.Limit;
import io.github.vigia.config.Rule;
import io.github.vigia.model.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {

  private static final Limit WARNING = new Limit(80, 75);
  private static final Limit CRITICAL = new Limit(95, 90);
  private static final long SECOND = 1_000_000_000L;

  /** Each side of each limit, and the limits themselves. */
  private static final double[] VALUES = {60, 75, 77, 80, 85, 90, 92, 95, 99};

  private static final int[][] WINDOWS = {{1, 1}, {1, 2}, {2, 2}, {2, 3}, {3, 4}};

  @Test
  void everySequenceOfFiveValuesGivesTheStatesOfTheSpecification() {
    int compared = 0;
    for (int[] window : WINDOWS) {
      for (int clearFor = 0; clearFor <= 2; clearFor++) {
        Rule rule = rule(WARNING, CRITICAL, window[0], window[1], clearFor);
        compared += compare(rule, mirrored(rule), Standing.START, Standing.START, new Text(rule));
      }
    }
    assertThat(compared).isEqualTo(15 * (9 + 81 + 729 + 6_561 + 59_049));
  }

  @Test
  void everySequenceDoesSoWhereOneLevelIsOff() {
    for (int[] window : WINDOWS) {
      Rule noWarning = rule(null, CRITICAL, window[0], window[1], 1);
      compare(noWarning, mirrored(noWarning), Standing.START, Standing.START, new Text(noWarning));
      Rule noCritical = rule(WARNING, null, window[0], window[1], 1);
      compare(
          noCritical, mirrored(noCritical), Standing.START, Standing.START, new Text(noCritical));
    }
  }

  @Test
  void neitherChangesWithoutItsReason() {
    Property.forAll(random -> {
      int of = random.nextInt(1, 8);
      Rule rule = rule(WARNING, CRITICAL, random.nextInt(1, of + 1), of, random.nextInt(0, 20));
      List<Double> values = new ArrayList<>();
      Standing standing = Standing.START;
      long warningClear = 0;
      long criticalClear = 0;
      for (int i = 0; i < 60; i++) {
        double value = random.nextDouble(60, 100);
        long elapsed = random.nextInt(0, 8) * SECOND;
        double before = i == 0 ? 100 : values.get(i - 1);
        warningClear = value <= 75 && before <= 75 ? warningClear + elapsed : 0;
        criticalClear = value <= 90 && before <= 90 ? criticalClear + elapsed : 0;
        values.add(value);
        Standing next = standing.next(rule, value, elapsed);
        if (next.level().compareTo(standing.level()) > 0) {
          double enters = next.level() == State.CRITICAL ? 95 : 80;
          assertThat(last(values, of).filter(v -> v >= enters).count())
              .isGreaterThanOrEqualTo(rule.confirm());
        }
        if (next.level().compareTo(standing.level()) < 0) {
          boolean toStable = next.level() == State.STABLE;
          assertThat(value).isLessThanOrEqualTo(toStable ? 75 : 90);
          assertThat(toStable ? warningClear : criticalClear)
              .isGreaterThanOrEqualTo(rule.clearFor().toNanos());
        }
        standing = next;
      }
    });
  }

  @Test
  void aValueExactlyAtTheEnterSideEnters() {
    Rule rule = rule(WARNING, CRITICAL, 1, 1, 0);
    assertThat(after(rule, 79.999).level()).isEqualTo(State.STABLE);
    assertThat(after(rule, 80).level()).isEqualTo(State.WARNING);
    assertThat(after(rule, 94.999).level()).isEqualTo(State.WARNING);
    assertThat(after(rule, 95).level()).isEqualTo(State.CRITICAL);
  }

  @Test
  void aValueExactlyAtTheClearSideLeaves() {
    Rule rule = rule(WARNING, CRITICAL, 1, 1, 0);
    assertThat(after(rule, 95, 90.001).level()).isEqualTo(State.CRITICAL);
    assertThat(after(rule, 95, 90).level()).isEqualTo(State.WARNING);
    assertThat(after(rule, 95, 75.001).level()).isEqualTo(State.WARNING);
    assertThat(after(rule, 95, 75).level()).isEqualTo(State.STABLE);
  }

  @Test
  void lowValuesAreTheBadOnesWhereTheRuleSaysSo() {
    Rule rule = new Rule(true, null, new Limit(0, 1), 1, 1, Duration.ZERO);
    assertThat(after(rule, 1).level()).isEqualTo(State.STABLE);
    assertThat(after(rule, 0).level()).isEqualTo(State.CRITICAL);
    assertThat(after(rule, 0, 0.5).level()).isEqualTo(State.CRITICAL);
    assertThat(after(rule, 0, 1).level()).isEqualTo(State.STABLE);
  }

  @Test
  void enoughCriticalValuesJumpOverWarning() {
    Rule rule = rule(WARNING, CRITICAL, 2, 3, 60);
    assertThat(after(rule, 99).level()).isEqualTo(State.STABLE);
    assertThat(after(rule, 99, 60, 99).level()).isEqualTo(State.CRITICAL);
  }

  @Test
  void aCriticalValueCountsForWarningToo() {
    Rule rule = rule(WARNING, CRITICAL, 2, 3, 60);
    assertThat(after(rule, 99, 85).level()).isEqualTo(State.WARNING);
  }

  @Test
  void aLevelIsLeftExactlyWhenClearForHasPassed() {
    Rule rule = rule(WARNING, CRITICAL, 1, 1, 60);
    Standing clear = after(rule, 99, 60);
    assertThat(clear.next(rule, 60, 60 * SECOND - 1).level()).isEqualTo(State.CRITICAL);
    assertThat(clear.next(rule, 60, 60 * SECOND).level()).isEqualTo(State.STABLE);
  }

  @Test
  void oneValueAboveTheClearSideStartsTheDwellAgain() {
    Rule rule = rule(WARNING, CRITICAL, 1, 1, 60);
    Standing broken = after(rule, 99, 60).next(rule, 91, 59 * SECOND).next(rule, 60, SECOND);
    assertThat(broken.next(rule, 60, 59 * SECOND).level()).isEqualTo(State.CRITICAL);
    assertThat(broken.next(rule, 60, 60 * SECOND).level()).isEqualTo(State.STABLE);
  }

  @Test
  void criticalIsLeftForWarningWhileTheValueWasThereDuringTheDwell() {
    Rule rule = rule(WARNING, CRITICAL, 1, 1, 60);
    Standing late = after(rule, 99, 78).next(rule, 60, 50 * SECOND).next(rule, 60, 10 * SECOND);
    assertThat(late.level()).isEqualTo(State.WARNING);
    assertThat(late.next(rule, 60, 49 * SECOND).level()).isEqualTo(State.WARNING);
    assertThat(late.next(rule, 60, 50 * SECOND).level()).isEqualTo(State.STABLE);
  }

  @Test
  void valuesFromBeforeALevelWasLeftDoNotHelpToEnterItAgain() {
    Rule rule = rule(WARNING, CRITICAL, 2, 4, 0);
    assertThat(after(rule, 99, 99, 60).level()).isEqualTo(State.STABLE);
    assertThat(after(rule, 99, 99, 60, 99).level()).isEqualTo(State.STABLE);
    assertThat(after(rule, 99, 99, 60, 99, 99).level()).isEqualTo(State.CRITICAL);
  }

  @Test
  void aLevelThatWasTurnedOffIsLeftAtTheNextValue() {
    Standing critical = after(rule(WARNING, CRITICAL, 1, 1, 60), 99);
    Rule noCritical = rule(WARNING, null, 1, 1, 60);
    assertThat(critical.next(noCritical, 99, SECOND).level()).isEqualTo(State.WARNING);
    Rule nothing = rule(null, null, 1, 1, 60);
    assertThat(critical.next(nothing, 99, SECOND).level()).isEqualTo(State.STABLE);
  }

  @Test
  void flappingMakesTheDwellFourTimesAsLong() {
    Rule rule = rule(WARNING, CRITICAL, 1, 1, 10);
    Standing standing = after(rule, 99);
    for (int i = 0; i < 3; i++) {
      assertThat(standing.entries().flapping()).isFalse();
      standing = standing.next(rule, 60, SECOND).next(rule, 60, 10 * SECOND);
      assertThat(standing.level()).isEqualTo(State.STABLE);
      standing = standing.next(rule, 99, SECOND);
    }
    assertThat(standing.entries().flapping()).isTrue();
    Standing clear = standing.next(rule, 60, SECOND);
    assertThat(clear.next(rule, 60, 40 * SECOND - 1).level()).isEqualTo(State.CRITICAL);
    assertThat(clear.next(rule, 60, 40 * SECOND).level()).isEqualTo(State.STABLE);
  }

  @Test
  void flappingIsOverOneHourAfterTheLastEntry() {
    Rule rule = rule(WARNING, CRITICAL, 1, 1, 0);
    Standing flapping = after(rule, 99, 60, 99, 60, 99, 60, 99);
    assertThat(flapping.entries().flapping()).isTrue();
    long hour = 3_600 * SECOND;
    assertThat(flapping.next(rule, 99, hour - 1).entries().flapping()).isTrue();
    assertThat(flapping.next(rule, 99, hour).entries().flapping()).isFalse();
  }

  @Test
  void fourEntriesInMoreThanAnHourAreNotFlapping() {
    assertThat(fourEntriesWithin(3_600 * SECOND).entries().flapping()).isFalse();
    assertThat(fourEntriesWithin(3_600 * SECOND - 1).entries().flapping()).isTrue();
  }

  @Test
  void enteringWarningIsNoEntryIntoCritical() {
    Rule rule = rule(WARNING, CRITICAL, 1, 1, 0);
    Standing standing = after(rule, 85, 60, 85, 60, 85, 60, 85, 60, 85);
    assertThat(standing.level()).isEqualTo(State.WARNING);
    assertThat(standing.entries()).isEqualTo(Entries.NONE);
  }

  @Test
  void unconfirmedKeepsTheLevelAndDropsWindowAndTimers() {
    Rule rule = rule(WARNING, CRITICAL, 2, 3, 60);
    Standing almost = after(rule, 99, 99, 60).next(rule, 60, 59 * SECOND).unconfirmed();
    assertThat(almost.level()).isEqualTo(State.CRITICAL);
    assertThat(almost.next(rule, 60, SECOND).level()).isEqualTo(State.CRITICAL);
    assertThat(after(rule, 99).unconfirmed().next(rule, 99, SECOND).level())
        .isEqualTo(State.STABLE);
    assertThat(almost.observed()).isEqualTo(59 * SECOND);
  }

  @Test
  void aBreachIsUndecidedWhileItCanStillHelpToConfirm() {
    Rule rule = rule(WARNING, CRITICAL, 3, 4, 60);
    assertThat(after(rule, 60).isUndecided(rule)).isFalse();
    assertThat(after(rule, 99).isUndecided(rule)).isTrue();
    assertThat(after(rule, 99, 60).isUndecided(rule)).isTrue();
    assertThat(after(rule, 99, 60, 60).isUndecided(rule)).isFalse();
    assertThat(after(rule, 99, 99, 60).isUndecided(rule)).isTrue();
    assertThat(after(rule, 99, 99, 60, 60).isUndecided(rule)).isFalse();
    assertThat(after(rule, 99, 99, 99).isUndecided(rule)).isFalse();
    assertThat(after(rule, 85, 85, 85).isUndecided(rule)).isFalse();
    assertThat(after(rule, 85, 85, 85, 99).isUndecided(rule)).isTrue();
    assertThat(after(rule, 99, 99, 99, 85).isUndecided(rule)).isFalse();
  }

  @Test
  void nothingIsUndecidedOfALevelThatIsOff() {
    Rule noWarning = rule(null, CRITICAL, 2, 3, 60);
    assertThat(after(noWarning, 85).isUndecided(noWarning)).isFalse();
    Rule noCritical = rule(WARNING, null, 2, 3, 60);
    assertThat(after(noCritical, 99, 99).isUndecided(noCritical)).isFalse();
  }

  private static Standing fourEntriesWithin(long nanos) {
    Rule rule = rule(WARNING, CRITICAL, 1, 1, 0);
    return after(rule, 99, 60, 99, 60, 99, 60).next(rule, 99, nanos);
  }

  private static Standing after(Rule rule, double... values) {
    Standing standing = Standing.START;
    for (double value : values) {
      standing = standing.next(rule, value, 0);
    }
    return standing;
  }

  private static int compare(
      Rule rule, Rule mirror, Standing standing, Standing mirrored, Text text) {
    int compared = 0;
    for (double value : VALUES) {
      Standing next = standing.next(rule, value, SECOND);
      Standing reflected = mirrored.next(mirror, -value, SECOND);
      Text read = text.with(value);
      if (next.level() != read.state || reflected.level() != read.state) {
        throw new AssertionError(rule + " " + read.values + ": " + next + ", not " + read.state);
      }
      compared++;
      if (read.values.size() < 5) {
        compared += compare(rule, mirror, next, reflected, read);
      }
    }
    return compared;
  }

  private static Stream<Double> last(List<Double> values, int of) {
    return values.stream().skip(Math.max(0, values.size() - of));
  }

  private static Rule rule(
      @Nullable Limit warning, @Nullable Limit critical, int confirm, int of, int clearForSeconds) {
    return new Rule(false, warning, critical, confirm, of, Duration.ofSeconds(clearForSeconds));
  }

  private static Rule mirrored(Rule rule) {
    return new Rule(
        true,
        mirrored(rule.warning()),
        mirrored(rule.critical()),
        rule.confirm(),
        rule.of(),
        rule.clearFor());
  }

  private static @Nullable Limit mirrored(@Nullable Limit limit) {
    return limit == null ? null : new Limit(-limit.enter(), -limit.clear());
  }

  /**
   * The specification read word by word, with all values at hand, one a second: slow, and written
   * without a look at how {@link Standing} does it.
   */
  private static final class Text {
    private final Rule rule;
    private final List<Double> values;
    private final int windowFrom;
    private final State state;

    Text(Rule rule) {
      this(rule, List.of(), 0, State.STABLE);
    }

    private Text(Rule rule, List<Double> values, int windowFrom, State state) {
      this.rule = rule;
      this.values = values;
      this.windowFrom = windowFrom;
      this.state = state;
    }

    Text with(double value) {
      List<Double> all = new ArrayList<>(values);
      all.add(value);
      int first = Math.max(windowFrom, all.size() - rule.of());
      List<Double> window = all.subList(first, all.size());
      for (State level : List.of(State.CRITICAL, State.WARNING)) {
        boolean worse = level.compareTo(state) > 0 && limit(level) != null;
        if (worse
            && window.stream().filter(v -> level(v, state).compareTo(level) >= 0).count()
                >= rule.confirm()) {
          return new Text(rule, all, windowFrom, level);
        }
      }
      for (State level : List.of(State.CRITICAL, State.WARNING)) {
        if (level.compareTo(state) <= 0 && limit(level) != null && !clearLongEnough(all, level)) {
          return new Text(rule, all, level == state ? windowFrom : all.size(), level);
        }
      }
      return new Text(rule, all, state == State.STABLE ? windowFrom : all.size(), State.STABLE);
    }

    private boolean clearLongEnough(List<Double> all, State level) {
      int clear = 0;
      for (int i = all.size() - 1; i >= 0; i--) {
        if (level(all.get(i), level).compareTo(level) >= 0) {
          break;
        }
        clear++;
      }
      return clear > 0 && clear - 1 >= rule.clearFor().toSeconds();
    }

    private State level(double v, State now) {
      Limit critical = rule.critical();
      if (critical != null
          && (v >= critical.enter() || (now == State.CRITICAL && v > critical.clear()))) {
        return State.CRITICAL;
      }
      Limit warning = rule.warning();
      if (warning != null
          && (v >= warning.enter() || (now.compareTo(State.WARNING) >= 0 && v > warning.clear()))) {
        return State.WARNING;
      }
      return State.STABLE;
    }

    private @Nullable Limit limit(State level) {
      return level == State.CRITICAL ? rule.critical() : rule.warning();
    }
  }
}
