package io.github.vigia;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.cli.ExitCode;
import io.github.vigia.cli.Terminal;
import io.github.vigia.config.Loaded;
import io.github.vigia.config.SettingsLoader;
import io.github.vigia.config.Sources;
import io.github.vigia.expose.ControlClient;
import io.github.vigia.expose.ReloadReport;
import io.github.vigia.expose.StatusReport;
import io.github.vigia.record.JournalReader;
import io.github.vigia.record.JournalRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent in this process, over a fixture host. */
@Timeout(60)
class AgentTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> flags = new HashMap<>();

  private Agent agent(String... more) {
    flags.put("logs.root", folder.resolve("logs").toString());
    flags.put("logs.cache", folder.resolve("c").toString());
    Path host = Path.of("src/test/resources/hosts/debian-idle").toAbsolutePath();
    flags.put("path.procfs", host.resolve("proc").toString());
    flags.put("path.sysfs", host.resolve("sys").toString());
    flags.put("path.rootfs", host.resolve("root").toString());
    flags.put("thresholds.latency_ms.targets", "[127.0.0.1]");
    flags.put("interval", "20ms");
    flags.put("http.listen", "127.0.0.1:0");
    for (int i = 0; i < more.length; i += 2) {
      flags.put(more[i], more[i + 1]);
    }
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, Map.of(), folder);
    return new Agent(load(), this::load, terminal, "1.2.3");
  }

  private Loaded load() {
    return SettingsLoader.load(new Sources(null, folder, folder, Map.of(), flags));
  }

  private List<JournalRecord> records() throws IOException {
    List<JournalRecord> records = new ArrayList<>();
    try (JournalReader journal = new JournalReader(folder.resolve("logs"))) {
      JournalRecord line = journal.next();
      while (line != null) {
        records.add(line);
        line = journal.next();
      }
    }
    return records;
  }

  @Test
  void eachCycleIsARecordAndTheBannerSaysWhereToLook() throws IOException {
    assertThat(agent("cycles", "3", "verbosity", "1").run()).isEqualTo(ExitCode.OK);

    assertThat(records()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(out.toString())
        .startsWith("vigia 1.2.3 watches ")
        .contains("http://127.0.0.1:", "/metrics", "monitoring-", "CPU ", " | RAM ");
    assertThat(err.toString()).isEmpty();
    assertThat(folder.resolve("c/last_ts.json")).exists();
  }

  @Test
  void oneCycleIsARecordWithoutBanner() throws IOException {
    assertThat(agent("cycles", "1", "http.enabled", "false").run()).isEqualTo(ExitCode.OK);

    assertThat(records()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void itAnswersReloadsAndEndsWhenItIsTold() throws Exception {
    Agent agent = agent("cycles", "0");
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(agent::run);
    ControlClient client = new ControlClient(folder.resolve("c"), Duration.ofSeconds(10));
    StatusReport status = firstCycle(client, code);

    assertThat(status.version()).isEqualTo("1.2.3");
    assertThat(status.metrics()).containsKey("memory_percent");
    flags.put("thresholds.cpu_percent.warning", "60%");
    assertThat(ReloadReport.parse(client.ask("reload", List.of())).changes())
        .containsExactly("thresholds.cpu_percent.warning: 75% → 60%");

    Agent second = agent();
    assertThat(second.run()).isEqualTo(ExitCode.HELD_BACK);
    assertThat(err.toString()).contains("another agent is running");

    agent.stop();
    assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(ExitCode.OK);
    assertThat(folder.resolve("c/run/vigia.sock")).doesNotExist();
  }

  private static StatusReport firstCycle(ControlClient client, CompletableFuture<Integer> code)
      throws IOException {
    while (!code.isDone()) {
      try {
        StatusReport status = StatusReport.parse(client.ask("status", List.of()));
        if (status.timestamp() != null) {
          return status;
        }
      } catch (IOException _) {
        // Its socket is not open yet.
        Thread.onSpinWait();
      }
    }
    throw new AssertionError("the agent ended with " + code.join());
  }

  @Test
  void aPortThatIsTakenIsSaidInOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int code = agent("http.listen", "127.0.0.1:" + taken.getLocalPort()).run();

      assertThat(code).isEqualTo(ExitCode.INTERNAL);
      assertThat(err.toString()).contains("error: cannot listen on 127.0.0.1:");
    }
  }

  @Test
  void whereThereCanBeNoSocketItWatchesAllTheSame() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    assertThat(agent("cycles", "1", "logs.cache", file.toString()).run()).isEqualTo(ExitCode.OK);
    assertThat(records()).hasSize(1);
    assertThat(err.toString()).contains("commands can't reach this agent");
  }

  @Test
  void oneThatIsStoppedBeforeItTurnsRecordsNothing() throws IOException {
    Agent agent = agent("cycles", "0");
    agent.stop();

    assertThat(agent.run()).isEqualTo(ExitCode.OK);
    assertThat(records()).isEmpty();
  }
}
