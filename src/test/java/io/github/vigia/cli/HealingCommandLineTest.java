package io.github.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.expose.AnswerReport;
import io.github.vigia.expose.AttemptReport;
import io.github.vigia.expose.CommandRefusedException;
import io.github.vigia.expose.ControlSocket;
import io.github.vigia.expose.EventsReport;
import io.github.vigia.expose.ExplainReport;
import io.github.vigia.expose.HealingReport;
import io.github.vigia.expose.OrderReport;
import io.github.vigia.expose.PauseReport;
import io.github.vigia.expose.SilencesReport;
import io.github.vigia.expose.StatusReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of healing at a terminal, with canned answers behind them. */
class HealingCommandLineTest {

  private static final String ID = "019a1b2c-3d4e-7000-8000-000000000001";
  private static final String AT = "2026-01-01T12:00:00Z";

  @TempDir private Path folder;
  private Shell shell;
  private final Map<String, Function<List<String>, String>> agent = new HashMap<>();
  private final List<List<String>> asked = new ArrayList<>();

  @BeforeEach
  void open() {
    shell = new Shell(folder);
    shell.environment.put("SUDO_USER", "ana");
  }

  private void answers(String command, String... answers) {
    List<String> left = new ArrayList<>(List.of(answers));
    agent.put(
        command,
        words -> {
          asked.add(words);
          return left.size() > 1 ? left.removeFirst() : left.getFirst();
        });
  }

  private int ask(String... arguments) throws IOException {
    Path cache = folder.resolve("c");
    try (ControlSocket _ = ControlSocket.open(cache, agent)) {
      String[] all = Arrays.copyOf(arguments, arguments.length + 2);
      all[arguments.length] = "--cache";
      all[arguments.length + 1] = cache.toString();
      return shell.run(all);
    }
  }

  private static AttemptReport attempt(@Nullable String outcome) {
    return new AttemptReport(
        ID,
        AT,
        "disk_percent",
        "/tmp",
        "cleanup_temp_files",
        "older than 7 d",
        "/tmp",
        2,
        "would remove 3 entries",
        outcome,
        1.2,
        62e6,
        "bytes",
        "removed 3 entries",
        List.of("left: 1 open\u001b[2J"),
        97.1,
        null,
        Map.of("cpu_percent", 12.0),
        Map.of("cpu_percent", 14.0));
  }

  private static EventsReport.Row row() {
    return new EventsReport.Row(
        ID,
        AT,
        "disk_percent",
        "/tmp",
        "cleanup_temp_files",
        "older than 7 d",
        "/tmp",
        "HEALED",
        1.2,
        "removed 3 entries");
  }

  private static OrderReport order(String state, String gate, @Nullable AttemptReport attempt) {
    return new OrderReport("o-1", "vacuum_journal (vacuum) on /", state, gate, "why", attempt);
  }

  @Test
  void eventsAreOneLineEach() throws IOException {
    answers("events", new EventsReport(List.of(row())).toJson());

    assertThat(ask("events", "--since", "2d")).isZero();
    assertThat(shell.out())
        .contains(
            "019a1b2c-3d4e  Disk /tmp: cleanup_temp_files (older than 7 d) healed after 1.2 s:"
                + " removed 3 entries");
    assertThat(asked.getFirst().getFirst()).startsWith("since=");
    assertThat(ask("events", "--since", "soon")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void withoutEventsThatIsSaid() throws IOException {
    answers("events", new EventsReport(List.of()).toJson());

    assertThat(ask("events", "--lang", "pt-BR")).isZero();
    assertThat(ask("events", "--json")).isZero();
    assertThat(shell.out()).contains("Nada foi tratado nos últimos 1d.", "{\"attempts\":[]}");
  }

  @Test
  void showHasBeforeAndAfterAndTheVerdict() throws IOException {
    answers("attempt", attempt("HEALED").toJson());

    assertThat(ask("show", "019a")).isZero();
    assertThat(shell.out())
        .contains("Disk /tmp", "danger 2 of 4", "would remove 3 entries")
        .contains("left: 1 open\uFFFD[2J", "before", "97.1", "healed", "beyond its clear side")
        .containsPattern("cpu_percent +12.0 +14.0");
    assertThat(ask("show", "019a", "--json")).isZero();
    assertThat(shell.out()).contains("\"took_seconds\":1.2");
    assertThat(asked.getFirst()).containsExactly("id=019a");
  }

  @Test
  void anExplanationNamesRuleOriginAndWhatHoldsBack() throws IOException {
    ExplainReport report =
        new ExplainReport(
            "disk_percent",
            new ExplainReport.Rule(false, null, null, 95.0, 90.0, 2, 3, 60),
            List.of(new ExplainReport.Setting("thresholds.disk_percent.critical", "95%", "x:7")),
            "paused by ana",
            2,
            List.of(
                new ExplainReport.Case(
                    "/var",
                    "CRITICAL",
                    96.5,
                    AT,
                    true,
                    List.of(96.0, 96.5),
                    12,
                    300,
                    1,
                    List.of(
                        new ExplainReport.Step(
                            "vacuum_journal",
                            "vacuum",
                            "/",
                            "auto",
                            1,
                            true,
                            "hold",
                            "it is not its time yet",
                            35,
                            true),
                        new ExplainReport.Step(
                            "truncate_log", "cut", "/", "approve", 2, false, "", "", 0, false)))));
    answers("explain", report.toJson());

    assertThat(ask("explain", "disk:/var")).isZero();
    assertThat(shell.out())
        .contains("WARNING is off", "CRITICAL from 95.0 %, over at 90.0 %")
        .contains("thresholds.disk_percent.critical = 95%  # x:7")
        .contains("Disk /var: 96.5 %, CRITICAL since", "Last values: 96.0 %, 96.5 %")
        .contains("Treated after 300 s of CRITICAL; it has been for 12 s.", "paused by ana")
        .contains("→ vacuum_journal (vacuum) on / [act, danger 1]: held back by its cooldown")
        .contains("35 s left", "nothing holds it back", "2 conditions");
    assertThat(asked.getFirst()).containsExactly("signal=disk_percent", "instance=/var");
    assertThat(ask("explain", "disk", "--json")).isZero();
    assertThat(ask("explain", "nothing")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void treatWaitsForTheVerdict() throws IOException {
    answers("treat", order("waiting", "", null).toJson());
    answers(
        "order",
        order("running", "", null).toJson(),
        order("ended", "", attempt("HEALED")).toJson());

    assertThat(ask("treat", "vacuum_journal", "--target", "/", "--yes")).isZero();
    assertThat(shell.out()).contains("Asked for vacuum_journal", "It acts", "healed");
    assertThat(asked.getFirst()).containsExactly("name=vacuum_journal", "target=/");
  }

  @Test
  void aTreatmentThatAGateHoldsBackHasAnExitCodeOfItsOwn() throws IOException {
    answers("treat", order("held_back", "kill_switch", null).toJson());

    assertThat(ask("treat", "vacuum_journal", "--dry-run")).isEqualTo(ExitCode.HELD_BACK);
    assertThat(shell.err()).contains("held back by the kill switch: why");
    assertThat(asked.getFirst()).contains("dry=true");
    assertThat(ask("treat", "vacuum_journal", "--yes", "--json")).isEqualTo(ExitCode.HELD_BACK);
    assertThat(shell.out()).contains("\"gate\":\"kill_switch\"");
  }

  @Test
  void treatAsksOnATerminalAfterItHasShownWhatItWouldDo() throws IOException {
    shell.interactive = true;
    shell.typed.add("y");
    answers("treat", order("ended", "", attempt("DRY_RUN")).toJson());

    assertThat(ask("treat", "vacuum_journal")).isZero();
    assertThat(shell.out()).contains("was a dry run", "Do it: vacuum_journal (vacuum) on /? [y/N]");
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0)).contains("dry=true");
    assertThat(asked.get(1)).doesNotContain("dry=true");

    asked.clear();
    shell.typed.add("");
    assertThat(ask("treat", "vacuum_journal")).isZero();
    assertThat(ask("treat", "vacuum_journal")).isZero();
    assertThat(asked).hasSize(2);
    assertThat(shell.out()).contains("Nothing was done.");
  }

  @Test
  void withoutATerminalTreatWantsAYesBeforehand() throws IOException {
    assertThat(ask("treat", "vacuum_journal")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("--yes", "--dry-run");
  }

  @Test
  void pauseAndResume() throws IOException {
    answers("pause", new PauseReport(true, true, AT).toJson());
    answers("resume", new PauseReport(false, true, null).toJson());

    assertThat(ask("pause", "30m", "--reason", "a move")).isZero();
    assertThat(ask("pause", "--reason", "a move")).isZero();
    assertThat(ask("resume")).isZero();
    assertThat(shell.out()).contains("No treatment acts until 2026-01-01", "may act again");
    assertThat(asked.get(0)).containsExactly("for=30m", "reason=a move", "by=ana");
    assertThat(asked.get(1)).contains("for=2h");
    assertThat(ask("pause", "soon", "--reason", "x")).isEqualTo(ExitCode.USAGE);
    assertThat(ask("pause", "1h")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void silencesAreAddedListedAndRemoved() throws IOException {
    SilencesReport report =
        new SilencesReport(
            List.of(
                new SilencesReport.Row("s-1", "disk_percent", "", "", 3, AT, AT, "", "ana", "move"),
                new SilencesReport.Row(
                    "config-1", "", "", "fstrim", 0, null, null, "SUNDAY 02:00", "x", "y")));
    answers("silence-add", report.toJson());
    answers("silence-list", report.toJson());
    answers("silence-remove", new SilencesReport(List.of()).toJson());

    assertThat(
            ask("silence", "add", "signal=disk", "danger>=3", "--for", "2h", "--comment", "move"))
        .isZero();
    assertThat(asked.getFirst())
        .containsExactly("signal=disk_percent", "danger=3", "for=2h", "comment=move", "by=ana");
    assertThat(ask("silence", "list")).isZero();
    assertThat(shell.out())
        .contains("s-1  signal=disk_percent danger>=3  until", "treatment=fstrim  SUNDAY 02:00");
    assertThat(ask("silence", "remove", "s-1")).isZero();
    assertThat(shell.out()).contains("There are no silences.");
    assertThat(ask("silence", "add", "x=1", "--for", "2h", "--comment", "c"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(ask("silence", "add", "danger>=9", "--for", "2h", "--comment", "c"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(ask("silence", "add", "signal=disk", "--comment", "c")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("silence")).isZero();
  }

  @Test
  void yesAndNoSayWhatTheyWereFor() throws IOException {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      items.add("item " + i);
    }
    AnswerReport report =
        new AnswerReport(ID, true, "truncate_log", "cut", "/", "would cut x", items);
    answers("approve", report.toJson());
    answers("refuse", report.toJson());

    assertThat(ask("approve", "019a", "--hash", "abc")).isZero();
    assertThat(ask("refuse", "019a")).isZero();
    assertThat(ask("approve", "019a", "--json")).isZero();
    assertThat(shell.out())
        .contains("Approved: truncate_log (cut) on /: would cut x", "item 19", "and 10 more")
        .contains("Refused: truncate_log", "\"granted\":true")
        .doesNotContain("  item 20");
    assertThat(asked.getFirst()).containsExactly("id=019a", "hash=abc", "by=ana");
  }

  @Test
  void theStatusShowsTheTreatments() throws IOException {
    HealingReport healing =
        new HealingReport(
            "auto",
            "paused by ana",
            "vacuum_journal is acting",
            12,
            true,
            true,
            List.of(
                new HealingReport.Waiting(
                    ID, "disk_percent", "/", "truncate_log", "cut", "/", "x", List.of(), "h", AT)),
            List.of(
                new HealingReport.Each("vacuum_journal", "auto", AT),
                new HealingReport.Each("truncate_log", "approve", null)),
            row());
    answers(
        "status", new StatusReport("1", "STABLE", AT, List.of(), Map.of(), null, healing).toJson());

    assertThat(ask("status")).isZero();
    assertThat(shell.out())
        .contains("Treatments   act: 1   approve: 1", "paused by ana", "safe mode", "a storm")
        .contains("Now: vacuum_journal is acting", "vigia approve 019a1b2c-3d4e", "Last: ");
  }

  @Test
  void eachKindOfRefusalHasItsExitCode() throws IOException {
    Map<CommandRefusedException.Kind, Integer> codes =
        Map.of(
            CommandRefusedException.Kind.USAGE, ExitCode.USAGE,
            CommandRefusedException.Kind.DATA, ExitCode.BAD_DATA,
            CommandRefusedException.Kind.HELD_BACK, ExitCode.HELD_BACK,
            CommandRefusedException.Kind.UNAVAILABLE, ExitCode.AGENT_NOT_RUNNING);
    for (Map.Entry<CommandRefusedException.Kind, Integer> code : codes.entrySet()) {
      agent.put(
          "resume",
          _ -> {
            throw new CommandRefusedException(code.getKey(), "told " + code.getKey().key());
          });
      assertThat(ask("resume")).isEqualTo(code.getValue());
      assertThat(shell.err()).contains("vigia: error: told " + code.getKey().key());
    }
  }

  @Test
  void runDryRunHoldsEverythingBack() {
    assertThat(shell.run("run", "--dry-run")).isZero();
    assertThat(shell.monitoredBy().treatments().mode()).isEqualTo("dry-run");
  }
}
