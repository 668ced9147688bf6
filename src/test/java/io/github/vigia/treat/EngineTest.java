package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.config.Silence;
import io.github.vigia.model.Attempt;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Outcome;
import io.github.vigia.model.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine on its own threads. */
class EngineTest {

  @TempDir private Path folder;
  private final List<Event> events = new ArrayList<>();

  @Test
  void aStepThatHangsIsTimedOutAndHoldsNothingUp() throws IOException {
    ScriptedStep hanging =
        new ScriptedStep(
            "toy",
            "hang",
            1,
            Mode.AUTO,
            run -> {
              while (!run.isOver()) {
                run.pause(Duration.ofMinutes(1));
              }
              throw new IOException("stopped");
            });
    hanging.limit = Duration.ofMillis(200);
    try (Engine engine = Toy.engine(folder, "", hanging)) {
      until(engine, () -> outcomes().contains(Outcome.TIMEOUT));
      assertThat(engine.series())
          .anyMatch(one ->
              one.family().equals("vigia_treatment_attempts_total")
                  && one.labels().containsValue("timeout"));
    }
  }

  @Test
  void aProgramThatIsStoppedAtItsOwnLimitIsATimeoutToo() throws IOException {
    ScriptedStep hanging =
        new ScriptedStep(
            "toy",
            "hang",
            1,
            Mode.AUTO,
            run -> {
              run.command(List.of("/bin/sleep", "600"), Duration.ofMillis(200));
              throw new IOException("stopped at its limit");
            });
    hanging.limit = Duration.ofMinutes(2);
    try (Engine engine = Toy.engine(folder, "", hanging)) {
      until(engine, () -> outcomes().contains(Outcome.TIMEOUT));
      assertThat(hanging.acts).isEqualTo(1);
    }
  }

  @Test
  void anUnforeseenFaultOfAStepIsAFailureLikeAnyOther() throws IOException {
    ScriptedStep faulty =
        new ScriptedStep(
            "toy",
            "fault",
            1,
            Mode.AUTO,
            _ -> {
              throw new IllegalStateException("a fault");
            });
    try (Engine engine = Toy.engine(folder, "", faulty)) {
      until(engine, () -> outcomes().contains(Outcome.FAILED));
    }
  }

  @Test
  void itsEndStopsWhatRunsAndTheNextEngineKnows() throws IOException {
    CountDownLatch acting = new CountDownLatch(1);
    ScriptedStep endless =
        new ScriptedStep(
            "toy",
            "endless",
            1,
            Mode.AUTO,
            run -> {
              acting.countDown();
              run.command(List.of("sleep", "300"), Duration.ofMinutes(5));
              throw new IOException("stopped");
            });
    endless.limit = Duration.ofMinutes(5);
    try (Engine engine = Toy.engine(folder, "", endless)) {
      until(engine, () -> acting.getCount() == 0);
    }
    try (Engine engine = Toy.engine(folder, "", endless)) {
      assertThat(engine.ask(Operations::attempts))
          .singleElement()
          .satisfies(attempt -> assertThat(attempt.outcome()).isEqualTo(Outcome.INTERRUPTED));
    }
  }

  @Test
  void whatIsBeingVerifiedAtItsEndIsUnverified() throws IOException {
    AtomicInteger acts = new AtomicInteger();
    ScriptedStep step =
        new ScriptedStep(
            "toy",
            "quick",
            1,
            Mode.AUTO,
            _ -> {
              acts.incrementAndGet();
              return new Effect(1, "things", "did it", List.of());
            });
    try (Engine engine = Toy.engine(folder, "", step)) {
      until(engine, () -> !engine.wanted().isEmpty() && acts.get() == 1);
    }
    try (Engine engine = Toy.engine(folder, "", step)) {
      assertThat(engine.ask(Operations::attempts))
          .singleElement()
          .satisfies(attempt -> assertThat(attempt.outcome()).isEqualTo(Outcome.UNVERIFIED));
    }
  }

  /** A treatment that sees to something between incidents, and fails at it. */
  private static final class Tended implements Treatment, Upkeep {
    private final Treatment treatment;
    private final AtomicInteger times = new AtomicInteger();

    private Tended(Treatment treatment) {
      this.treatment = treatment;
    }

    @Override
    public String id() {
      return treatment.id();
    }

    @Override
    public List<Step> steps(Condition condition) {
      return treatment.steps(condition);
    }

    @Override
    public void tend(Snapshot snapshot, Evaluation evaluation, Run run) throws IOException {
      times.incrementAndGet();
      throw new IOException("on purpose");
    }
  }

  @Test
  void treatmentsSeeToTheirThingsBetweenIncidentsAndHealAllTheSame() throws IOException {
    ScriptedStep step = ScriptedStep.of("x", Mode.AUTO);
    Tended tended = new Tended(Toy.treatment(step));
    try (Engine engine =
        Engine.start(
            Toy.settings(),
            new Engine.Places(folder, folder, Path.of("/proc"), folder),
            List.of(tended))) {
      until(engine, 50, () -> tended.times.get() > 2);
      until(engine, () -> step.acts == 1);
    }
  }

  @Test
  void whatATreatmentLearnsAndLendsIsLookedAfter() throws IOException {
    Lender lender = new Lender();
    try (Engine engine = Toy.engine(folder, "", lender)) {
      until(engine, () -> lender.tended.get() == 1);
      assertThat(lender.said).isEqualTo("42");
    }
  }

  /** Looks after something by way of another program. */
  private static final class Lender implements Treatment, Upkeep {

    private final AtomicInteger tended = new AtomicInteger();
    private String said = "";

    @Override
    public String id() {
      return "lender";
    }

    @Override
    public List<Step> steps(Condition condition) {
      return List.of();
    }

    @Override
    public void tend(Snapshot snapshot, Evaluation evaluation, Run run) throws IOException {
      said = run.command(List.of("echo", "42"), Duration.ofSeconds(10)).out().strip();
      tended.incrementAndGet();
    }
  }

  @Test
  void anUpkeepThatFailsIsTriedAgainAndStopsNothing() throws IOException {
    AtomicInteger tended = new AtomicInteger();
    ScriptedStep step = ScriptedStep.of("x", Mode.AUTO);
    Treatment toy = Toy.treatment(step);
    final class Failing implements Treatment, Upkeep {
      @Override
      public String id() {
        return "toy";
      }

      @Override
      public List<Step> steps(Condition condition) {
        return toy.steps(condition);
      }

      @Override
      public void tend(Snapshot snapshot, Evaluation evaluation, Run run) throws IOException {
        tended.incrementAndGet();
        throw new IOException("no room");
      }
    }
    try (Engine engine = Toy.engine(folder, "", new Failing())) {
      until(engine, () -> tended.get() == 1 && step.acts == 1);
    }
  }

  @Test
  void onlyOneEngineIsAtWork() throws IOException {
    ScriptedStep step = ScriptedStep.of("x", Mode.OFF);
    try (Engine _ = Toy.engine(folder, "", step)) {
      assertThatThrownBy(() -> Toy.engine(folder, "", step))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another engine");
    }
  }

  @Test
  void whatPeopleAskIsAnsweredAndWhatCantBeIsRefused() throws IOException {
    ScriptedStep step = ScriptedStep.of("x", Mode.OFF);
    try (Engine engine = Toy.engine(folder, "", step)) {
      engine.ask(operations -> operations.pause(Duration.ofHours(1), "move", "ana"));
      assertThat(engine.ask(Operations::overview).held()).contains("move", "ana");
      assertThat(engine.ask(Operations::resume)).isTrue();
      assertThat(engine.ask(Operations::resume)).isFalse();
      Silence.Matcher all = new Silence.Matcher("", "", "", 0);
      assertThatThrownBy(() -> engine.ask(o -> o.silence(all, Duration.ofHours(1), "ana", "why")))
          .isInstanceOf(IllegalArgumentException.class);
      Silence.Matcher one = new Silence.Matcher("", "", "toy", 0);
      assertThatThrownBy(() -> engine.ask(o -> o.silence(one, Duration.ofDays(8), "ana", "why")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> engine.ask(o -> o.silence(one, Duration.ofDays(1), "ana", " ")))
          .isInstanceOf(IllegalArgumentException.class);
      String id = engine.ask(o -> o.silence(one, Duration.ofDays(1), "ana", "why"));
      assertThat(engine.ask(Operations::silences)).extracting(Silence::id).containsExactly(id);
      engine.ask(o -> {
        o.unsilence(id);
        return id;
      });
      assertThat(engine.ask(Operations::silences)).isEmpty();
      assertThatThrownBy(() -> engine.ask(o -> o.treat("none", "", false)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() ->
              engine.ask(o -> {
                o.approve("none", "", "ana");
                return "";
              }))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> engine.ask(o -> o.pause(Duration.ZERO, "x", "ana")))
          .isInstanceOf(IllegalArgumentException.class);
      Optional<Attempt> none = engine.ask(o -> o.attempt("none"));
      assertThat(none).isEmpty();
      assertThat(engine.ask(Operations::waiting)).isEmpty();
      assertThat(engine.ask(Operations::looks)).isEmpty();
      assertThat(engine.ask(Operations::treatments)).hasSize(1);
    }
  }

  /** Looks again and again until it is true; fails after a time that nothing here needs. */
  private void until(Engine engine, BooleanSupplier reached) {
    until(engine, 96, reached);
  }

  private void until(Engine engine, double value, BooleanSupplier reached) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("too late: " + events).isNegative();
      Toy.observe(engine, value);
      events.addAll(engine.news());
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private List<Outcome> outcomes() {
    return events.stream()
        .filter(Event.TreatmentEnded.class::isInstance)
        .map(event -> ((Event.TreatmentEnded) event).outcome())
        .toList();
  }
}
