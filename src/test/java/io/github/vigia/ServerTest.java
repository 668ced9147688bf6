package io.github.vigia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.cli.ExitCode;
import io.github.vigia.cli.Terminal;
import io.github.vigia.config.Loaded;
import io.github.vigia.config.SettingsLoader;
import io.github.vigia.config.Sources;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerTest {

  private static final String LINE =
      """
      {"ts":"2026-01-01T12:00:0%d.000+00:00","msg":"CPU 1%%","state":"STABLE","metrics":{"cpu_percent":%d}}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Server server(String listen) {
    return new Server(loaded(Map.of("http.listen", listen)), terminal(), "1.2.3");
  }

  private Terminal terminal() {
    return new Terminal(new PrintWriter(out), new PrintWriter(err), false, Map.of(), folder);
  }

  private Loaded loaded(Map<String, String> flags) {
    Map<String, String> all = new java.util.HashMap<>(flags);
    all.put("logs.root", folder.resolve("logs").toString());
    return SettingsLoader.load(new Sources(null, folder, folder, Map.of(), all));
  }

  private void journal(String text) throws IOException {
    Path json = Files.createDirectories(folder.resolve("logs/json"));
    Files.writeString(json.resolve("monitoring-2026-01-01.jsonl"), text);
  }

  private static double cpu(Server server) {
    Cycle cycle = Objects.requireNonNull(server.last());
    return cycle.snapshot().reading(Metric.CPU_PERCENT) instanceof Reading.Value(double value)
        ? value
        : Double.NaN;
  }

  @Test
  void theNewestRecordIsServedWithThisProcessesOwnFigures() throws IOException {
    Server server = server("127.0.0.1:0");
    server.follow(Instant.EPOCH, 0);
    assertThat(server.last()).isNull();

    journal(LINE.formatted(1, 10));
    server.follow(Instant.EPOCH, 1);
    assertThat(cpu(server)).isEqualTo(10);
    journal(LINE.formatted(1, 10) + LINE.formatted(2, 20));
    server.follow(Instant.EPOCH, 2);

    assertThat(cpu(server)).isEqualTo(20);
    assertThat(Objects.requireNonNull(server.last()).own())
        .anyMatch(sample -> sample.metric() == Metric.PROCESS_MEMORY_RSS_BYTES);
  }

  @Test
  void aRecordStaysWhereThereIsNoNewerOne() throws IOException {
    journal(LINE.formatted(1, 10));
    Server server = server("127.0.0.1:0");
    server.follow(Instant.EPOCH, 0);
    Cycle before = server.last();
    server.follow(Instant.EPOCH, 1);

    assertThat(server.last()).isSameAs(before);
  }

  @Test
  void servesUntilItIsTold() {
    Server server = server("127.0.0.1:0");
    server.stop();

    assertThat(server.run()).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("vigia 1.2.3 serves", "http://127.0.0.1:");
  }

  @Test
  void aPortThatIsTakenIsSaidInOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(server("127.0.0.1:" + taken.getLocalPort()).run()).isEqualTo(ExitCode.INTERNAL);
      assertThat(err.toString()).contains("cannot listen on 127.0.0.1:");
    }
  }

  @Test
  void beginsOnlyWithSettingsThatAreGood() {
    Loaded bad = loaded(Map.of("interval", "soon"));

    assertThatThrownBy(() -> new Server(bad, terminal(), "1.2.3"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
