package io.github.vigia.expose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Metric;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthDocumentTest {

  @Test
  void beforeTheFirstCycleItIsStarting() {
    assertThat(document(new Scene(null, 0, false)))
        .isEqualTo(
            "{\"status\":\"starting\",\"system\":null,\"process\":{\"process_cpu_percent\":null,"
                + "\"process_memory_percent\":null,\"process_memory_rss_bytes\":null,"
                + "\"process_uptime_seconds\":null,\"process_num_threads\":null,"
                + "\"process_num_fds\":null}}");
  }

  @Test
  void theRecordHasValuesNullsAndTheWorstStateOfEachSignal() {
    Scene scene =
        new Scene(
            Cycles.of(
                State.CRITICAL,
                List.of(
                    Cycles.verdict(Signal.DISK, "/", State.CRITICAL),
                    Cycles.verdict(Signal.DISK, "/var", State.WARNING),
                    Cycles.verdict(Signal.MEMORY, "", State.STABLE)),
                Cycles.value(Metric.CPU_PERCENT, "", 12.5),
                Cycles.value(Metric.CORE_PERCENT, "0", 99),
                Cycles.failed(Metric.PING_MS),
                Cycles.absent(Metric.TEMPERATURE),
                Cycles.value(Metric.LATENCY_ESTIMATED, "", 1),
                Cycles.value(Metric.PROCESS_NUM_FDS, "", 8)),
            0,
            true);

    assertThat(document(scene))
        .startsWith(
            "{\"status\":\"critical\",\"system\":{\"timestamp\":\"2026-11-22T18:30:47Z\","
                + "\"state\":\"CRITICAL\",\"metrics\":{\"cpu_percent\":12.5,")
        .contains(
            "\"ping_ms\":null",
            "\"temperature\":null",
            "\"latency_estimated\":1",
            "\"latency_method\":\"tcp\"},\"state_cpu\":null,\"state_ram\":\"STABLE\","
                + "\"state_disk\":\"CRITICAL\",\"state_ping\":null,\"state_latency\":null,"
                + "\"state_bytes_sent\":null,\"state_bytes_recv\":null}",
            "\"process_num_fds\":8}}")
        .doesNotContain("core_percent", "vigia_");
  }

  @Test
  void whatIsOldIsStaleWhateverItSaid() {
    assertThat(HealthDocument.status(new Scene(Cycles.whole(), 60, false))).isEqualTo("stale");
  }

  private static String document(Scene scene) {
    return new String(HealthDocument.write(scene), UTF_8);
  }
}
