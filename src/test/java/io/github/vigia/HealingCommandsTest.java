package io.github.vigia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.config.Loaded;
import io.github.vigia.config.SettingsLoader;
import io.github.vigia.config.Sources;
import io.github.vigia.expose.AnswerReport;
import io.github.vigia.expose.AttemptReport;
import io.github.vigia.expose.CommandRefusedException;
import io.github.vigia.expose.CommandRefusedException.Kind;
import io.github.vigia.expose.EventsReport;
import io.github.vigia.expose.ExplainReport;
import io.github.vigia.expose.HealingReport;
import io.github.vigia.expose.OrderReport;
import io.github.vigia.expose.PauseReport;
import io.github.vigia.expose.SilencesReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of healing on a real engine with toy treatments. */
class HealingCommandsTest {

  @TempDir private Path folder;
  private @Nullable ToyHealing made;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(
        folder.resolve("vigia.yaml"), "thresholds: { disk_percent: { critical: 90% } }\n");
    made = new ToyHealing(folder, "auto");
  }

  @AfterEach
  void stop() {
    toy().close();
  }

  private ToyHealing toy() {
    return java.util.Objects.requireNonNull(made);
  }

  private Loaded loaded() {
    return SettingsLoader.load(new Sources(null, folder, folder, Map.of(), Map.of()));
  }

  private HealingCommands commands() {
    return new HealingCommands(() -> toy().engine, this::loaded, () -> toy().last());
  }

  private String ask(String command, String... words) {
    Function<List<String>, String> known = commands().all().get(command);
    assertThat(known).as(command).isNotNull();
    return java.util.Objects.requireNonNull(known).apply(List.of(words));
  }

  private static void refused(Kind kind, String text, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CommandRefusedException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(text);
  }

  /** A disk that the engine knows and that is well. */
  private void known() {
    toy()
        .until(
            50,
            () -> {
              HealingReport report = commands().report();
              return report != null
                  && toy().engine.ask(o -> !o.treatments().getFirst().holds().isEmpty());
            });
  }

  private OrderReport ordered(String... words) throws IOException {
    AtomicReference<OrderReport> order =
        new AtomicReference<>(OrderReport.parse(ask("treat", words)));
    toy()
        .until(
            50,
            () -> {
              try {
                order.set(OrderReport.parse(ask("order", "order=" + order.get().order())));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
              return order.get().isOver();
            });
    return order.get();
  }

  @Test
  void aDryRunEndsAsAnAttemptThatEventsAndShowKnow() throws IOException {
    known();
    OrderReport order = ordered("name=tidy", "dry=true");

    assertThat(order.state()).isEqualTo("ended");
    assertThat(order.text()).isEqualTo("tidy (toy) on /toy");
    AttemptReport attempt = java.util.Objects.requireNonNull(order.attempt());
    assertThat(attempt.outcome()).isEqualTo("DRY_RUN");
    EventsReport events = EventsReport.parse(ask("events", "since=2026-01-01T00:00:00Z"));
    assertThat(events.attempts()).extracting(EventsReport.Row::id).containsExactly(attempt.id());
    String beginning = attempt.id().substring(0, 13);
    AttemptReport shown = AttemptReport.parse(ask("attempt", "id=" + beginning));
    assertThat(shown).isEqualTo(attempt);
    assertThat(shown.details()).containsExactly("a", "b");
    assertThat(shown.baseline()).isEqualTo(50.0);
    assertThat(EventsReport.parse(ask("events", "since=2999-01-01T00:00:00Z")).attempts())
        .isEmpty();
  }

  @Test
  void whatAPersonAsksForIsDoneAndItsFailureTold() throws IOException {
    known();
    OrderReport order = ordered("name=tidy", "target=/toy");

    assertThat(java.util.Objects.requireNonNull(order.attempt()).outcome()).isEqualTo("FAILED");
    assertThat(java.util.Objects.requireNonNull(order.attempt()).summary())
        .contains("fails on purpose");
  }

  @Test
  void aGateHoldsWhatAPersonAsksForBackToo() throws IOException {
    known();
    toy().helps = false;
    OrderReport order = ordered("name=tidy");
    assertThat(order.state()).isEqualTo("held_back");
    assertThat(order.gate()).isEqualTo("precondition");
    assertThat(order.why()).contains("nothing to tidy up");

    // The same refusal again is told again to the person who asks again.
    assertThat(ordered("name=tidy").gate()).isEqualTo("precondition");

    toy().helps = true;
    ask("pause", "for=1h", "reason=move", "by=ana");
    order = ordered("name=tidy");
    assertThat(order.gate()).isEqualTo("kill_switch");
    assertThat(order.why()).contains("ana", "move");
  }

  @Test
  void whatThereIsNotIsBadData() {
    known();
    refused(Kind.DATA, "expected one of tidy, ask", () -> ask("treat", "name=none"));
    refused(Kind.DATA, "expected one of [/toy]", () -> ask("treat", "name=tidy", "target=/x"));
    refused(Kind.DATA, "no attempt", () -> ask("attempt", "id=0"));
    refused(Kind.DATA, "no treatment", () -> ask("order", "order=0"));
    refused(Kind.DATA, "no silence", () -> ask("silence-remove", "id=s-1"));
    refused(Kind.DATA, "no attempt", () -> ask("approve", "id=0"));
    refused(Kind.USAGE, "needs id", () -> ask("attempt"));
    refused(Kind.USAGE, "key=value", () -> ask("attempt", "0"));
  }

  @Test
  void aPauseHasATimeAndAReasonAndAnEnd() throws IOException {
    assertThat(PauseReport.parse(ask("pause", "for=2h", "reason=move", "by=ana")).until())
        .isNotNull();
    assertThat(java.util.Objects.requireNonNull(commands().report()).held()).contains("move");
    assertThat(PauseReport.parse(ask("resume")).changed()).isTrue();
    assertThat(PauseReport.parse(ask("resume")).changed()).isFalse();
    refused(Kind.USAGE, "reason", () -> ask("pause", "for=2h"));
    refused(Kind.USAGE, "7 days", () -> ask("pause", "for=8d", "reason=x"));
  }

  @Test
  void silencesAreAddedListedAndRemoved() throws IOException {
    SilencesReport added =
        SilencesReport.parse(
            ask(
                "silence-add",
                "signal=disk_percent",
                "danger=3",
                "for=2h",
                "comment=move",
                "by=ana"));
    SilencesReport.Row row = added.silences().getFirst();
    assertThat(row.signal()).isEqualTo("disk_percent");
    assertThat(row.danger()).isEqualTo(3);
    assertThat(SilencesReport.parse(ask("silence-list"))).isEqualTo(added);
    assertThat(SilencesReport.parse(ask("silence-remove", "id=" + row.id())).silences()).isEmpty();
    refused(Kind.USAGE, "at least one", () -> ask("silence-add", "for=2h", "comment=x"));
    refused(
        Kind.USAGE, "no such signal", () -> ask("silence-add", "signal=x", "for=2h", "comment=x"));
  }

  @Test
  void whatWaitsForAYesIsApprovedOrRefused() throws IOException {
    HealingReport waiting = waits();
    HealingReport.Waiting request = waiting.waiting().getFirst();
    assertThat(request.treatment()).isEqualTo("tidy");
    assertThat(request.items()).containsExactly("a", "b");
    refused(
        Kind.DATA,
        "not what you were shown",
        () -> ask("approve", "id=" + request.id(), "hash=0", "by=ana"));
    AnswerReport no = AnswerReport.parse(ask("refuse", "id=" + request.id(), "by=ana"));
    assertThat(no.granted()).isFalse();
    assertThat(no.preview()).isEqualTo("would tidy up");
    refused(Kind.DATA, "no attempt", () -> ask("approve", "id=" + request.id(), "by=ana"));
  }

  @Test
  void aYesIsForWhatWasShown() throws IOException {
    HealingReport.Waiting request = waits().waiting().getFirst();
    String beginning = request.id().substring(0, 20);

    assertThat(
            AnswerReport.parse(
                    ask("approve", "id=" + beginning, "hash=" + request.hash(), "by=ana"))
                .granted())
        .isTrue();
    toy()
        .until(
            95,
            () -> {
              HealingReport report = java.util.Objects.requireNonNull(commands().report());
              EventsReport.Row last = report.last();
              return last != null && last.id().equals(request.id());
            });
  }

  /** Nothing may act without a yes. */
  private HealingReport waits() throws IOException {
    toy().close();
    made = new ToyHealing(folder, "approve");
    AtomicReference<HealingReport> seen = new AtomicReference<>();
    toy()
        .until(
            95,
            () -> {
              HealingReport report = java.util.Objects.requireNonNull(commands().report());
              seen.set(report);
              return !report.waiting().isEmpty();
            });
    return seen.get();
  }

  @Test
  void anExplanationHasTheRuleItsOriginTheValuesAndWhatHoldsBack() throws IOException {
    known();
    ask("silence-add", "treatment=tidy", "for=1h", "comment=quiet", "by=ana");
    ExplainReport report = ExplainReport.parse(ask("explain", "signal=disk_percent"));

    assertThat(report.rule().criticalEnter()).isEqualTo(90.0);
    assertThat(report.settings())
        .contains(
            new ExplainReport.Setting("thresholds.disk_percent.critical", "90%", "vigia.yaml:1"))
        .contains(new ExplainReport.Setting("treatments.mode", "auto", "default"));
    ExplainReport.Case one = report.conditions().getFirst();
    assertThat(one.instance()).isEqualTo("/toy");
    assertThat(one.recent()).contains(50.0);
    assertThat(one.steps())
        .extracting(ExplainReport.Step::treatment, ExplainReport.Step::gate)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("tidy", "silenced"),
            org.assertj.core.groups.Tuple.tuple("ask", "approval"));
    assertThat(one.steps().getFirst().next()).isTrue();
    refused(
        Kind.DATA,
        "expected one of [/toy]",
        () -> ask("explain", "signal=disk_percent", "instance=/x"));
    refused(Kind.USAGE, "no such signal", () -> ask("explain", "signal=x"));
    assertThat(ExplainReport.parse(ask("explain", "signal=temperature")).conditions()).isEmpty();
  }

  @Test
  void withoutAnEngineThatIsSaid() throws IOException {
    HealingCommands none = new HealingCommands(() -> null, this::loaded, () -> null);

    assertThat(none.report()).isNull();
    refused(
        Kind.UNAVAILABLE,
        "treats nothing",
        () -> java.util.Objects.requireNonNull(none.all().get("resume")).apply(List.of()));
    String answer =
        java.util.Objects.requireNonNull(none.all().get("explain"))
            .apply(List.of("signal=cpu_percent"));
    assertThat(ExplainReport.parse(answer).held()).contains("treats nothing");
  }
}
