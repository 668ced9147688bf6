package io.github.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.expose.ControlSocket;
import io.github.vigia.expose.ReloadReport;
import io.github.vigia.expose.StatusReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that speak to the running agent, with a control socket of ours behind them. */
class AgentCommandsTest {

  private static final String SINCE = "2026-01-01T11:55:00Z";

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
    shell.environment.put("TZ", "UTC");
  }

  private int ask(Map<String, Function<List<String>, String>> agent, String... arguments)
      throws IOException {
    Path cache = folder.resolve("c");
    try (ControlSocket _ = ControlSocket.open(cache, agent)) {
      String[] all = Arrays.copyOf(arguments, arguments.length + 2);
      all[arguments.length] = "--cache";
      all[arguments.length + 1] = cache.toString();
      return shell.run(all);
    }
  }

  private static StatusReport report(String state, StatusReport.Judged... signals) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("cpu_percent", 12.34);
    metrics.put("disk_percent", 82.0);
    metrics.put("disk_used_bytes", (double) (82L << 30));
    metrics.put("disk_total_bytes", (double) (100L << 30));
    return new StatusReport(
        "1.2.3", state, "2026-01-01T12:00:00Z", List.of(signals), metrics, null, null);
  }

  private static StatusReport.Judged judged(String signal, String instance, String state) {
    return new StatusReport.Judged(signal, instance, state, 82.0, SINCE, false);
  }

  @Test
  void statusOfAStableHostIsOneSentenceAndTheTiles() throws IOException {
    StatusReport stable = report("STABLE", judged("cpu_percent", "", "STABLE"));

    assertThat(ask(Map.of("status", _ -> stable.toJson()), "status")).isZero();
    assertThat(shell.out())
        .startsWith("All 1 signals are stable.\n")
        .contains("CPU          12.3 %\n", "Disk         82.0 %  (82.0 / 100.0 GB)\n")
        .contains("Temperature  unavailable\n")
        .contains("Vigia 1.2.3");
  }

  @Test
  void statusNamesWhatNeedsAttentionTheWorstFirst() throws IOException {
    StatusReport bad =
        report(
            "CRITICAL",
            judged("cpu_percent", "", "STABLE"),
            judged("memory_percent", "", "WARNING"),
            judged("disk_percent", "/var\u001b[2J", "CRITICAL"));

    assertThat(ask(Map.of("status", _ -> bad.toJson()), "status")).isEqualTo(2);
    assertThat(shell.out())
        .startsWith("2 of 3 signals need attention: Disk /var\uFFFD[2J 82.0 (CRITICAL) since ")
        .contains("; Memory 82.0 (WARNING) since ");
  }

  @Test
  void statusSpeaksPortuguese() throws IOException {
    StatusReport stable = report("STABLE", judged("cpu_percent", "", "STABLE"));

    assertThat(ask(Map.of("status", _ -> stable.toJson()), "status", "--lang", "pt-BR")).isZero();
    assertThat(shell.out()).contains("estáveis", "Disco        82,0 %", "Indisponivel");
  }

  @Test
  void statusAsJsonIsWhatTheAgentSaid() throws IOException {
    StatusReport stable = report("STABLE");

    assertThat(ask(Map.of("status", _ -> stable.toJson()), "status", "--json")).isZero();
    assertThat(shell.out()).isEqualTo(stable.toJson() + System.lineSeparator());
  }

  @Test
  void statusBeforeTheFirstCycleIsUnknown() throws IOException {
    String none = StatusReport.of("1.2.3", null, null, null).toJson();

    assertThat(ask(Map.of("status", _ -> none), "status")).isEqualTo(3);
    assertThat(shell.out()).contains("first cycle");
  }

  @Test
  void anAnswerThatIsNoReportIsAnInternalError() throws IOException {
    assertThat(ask(Map.of("status", _ -> "{\"state\":5}"), "status")).isEqualTo(ExitCode.INTERNAL);
    assertThat(ask(Map.of("status", _ -> ""), "status")).isEqualTo(ExitCode.INTERNAL);
    assertThat(ask(Map.of(), "status")).isEqualTo(ExitCode.INTERNAL);
    assertThat(shell.err()).contains("not as expected", "no answer", "unknown command");
  }

  @Test
  void withoutAnAgentThereIsAnExitCodeOfItsOwn() {
    String cache = folder.resolve("none").toString();

    assertThat(shell.run("status", "--cache", cache)).isEqualTo(ExitCode.AGENT_NOT_RUNNING);
    assertThat(shell.run("reload", "--cache", cache)).isEqualTo(ExitCode.AGENT_NOT_RUNNING);
    assertThat(shell.err()).contains("no agent is running");
  }

  @Test
  void reloadPrintsWhatChanged() throws IOException {
    ReloadReport done = new ReloadReport(true, List.of("interval: 1s → 2s"), List.of());

    assertThat(ask(Map.of("reload", _ -> done.toJson()), "reload")).isZero();
    assertThat(shell.out()).contains("interval: 1s → 2s", "1 settings changed.");
  }

  @Test
  void aReloadThatChangedNothingBecauseOfAnErrorSaysWhich() throws IOException {
    ReloadReport refused = new ReloadReport(false, List.of(), List.of("vigia.yaml:1: error: no"));

    assertThat(ask(Map.of("reload", _ -> refused.toJson()), "reload"))
        .isEqualTo(ExitCode.BAD_CONFIGURATION);
    assertThat(shell.err()).contains("vigia.yaml:1: error: no");
    assertThat(ask(Map.of("reload", _ -> refused.toJson()), "reload", "--json"))
        .isEqualTo(ExitCode.BAD_CONFIGURATION);
    assertThat(shell.out()).contains("\"success\":false");
    assertThat(ask(Map.of("reload", _ -> "[]"), "reload")).isEqualTo(ExitCode.INTERNAL);
  }
}
