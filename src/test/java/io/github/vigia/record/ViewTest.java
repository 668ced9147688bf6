package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Texts;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Snapshot;
import org.junit.jupiter.api.Test;

class ViewTest {

  private static final double GB = 1L << 30;

  private final View english = new View(Texts.of("en"), Records.ZONE);
  private final View portuguese = new View(Texts.of("pt-BR"), Records.ZONE);

  @Test
  void theOneLineIsTheContracts() {
    assertThat(portuguese.line(known()))
        .isEqualTo("CPU 3.6GHz • 32% | RAM 71% | Ping 3 ms | Disco 82%");
    assertThat(english.line(known()))
        .isEqualTo("CPU 3.6GHz • 32% | RAM 71% | Ping 3 ms | Disk 82%");
  }

  @Test
  void theManyLinesAreTheContracts() {
    assertThat(portuguese.lines(known()))
        .containsExactly(
            "CPU: 3.6GHz • 32%",
            "RAM: 16.7 / 23 GB • 71%",
            "Disco: 380.7 / 462 GB • 82%",
            "Ping: 3.0 ms",
            "Latência: 5.0 ms",
            "Temperatura: Indisponivel",
            "Bytes enviados: 1.16 GB",
            "Bytes recebidos: 8.71 GB",
            "Data/hora: 2025-11-15 18:30:47");
    assertThat(english.lines(known()))
        .containsExactly(
            "CPU: 3.6GHz • 32%",
            "RAM: 16.7 / 23 GB • 71%",
            "Disk: 380.7 / 462 GB • 82%",
            "Ping: 3.0 ms",
            "Latency: 5.0 ms",
            "Temperature: unavailable",
            "Bytes sent: 1.16 GB",
            "Bytes received: 8.71 GB",
            "Date/time: 2025-11-15 18:30:47");
  }

  @Test
  void whatIsUnknownSaysSoAndIsNeverZero() {
    Snapshot nothing =
        Records.snapshot(
            new Sample(Metric.CPU_PERCENT, "", new Reading.Failed("broken"), Records.NANOS),
            Records.value(Metric.MEMORY_USED_BYTES, GB),
            Records.value(Metric.DISK_TOTAL_BYTES, GB));

    assertThat(portuguese.line(nothing))
        .isEqualTo("CPU Indisponivel | RAM Indisponivel | Ping Indisponivel | Disco Indisponivel");
    assertThat(english.line(nothing))
        .isEqualTo("CPU unavailable | RAM unavailable | Ping unavailable | Disk unavailable");
    assertThat(english.lines(nothing))
        .containsExactly(
            "CPU: unavailable",
            "RAM: unavailable",
            "Disk: unavailable",
            "Ping: unavailable",
            "Latency: unavailable",
            "Temperature: unavailable",
            "Bytes sent: unavailable",
            "Bytes received: unavailable",
            "Date/time: 2025-11-15 18:30:47");
  }

  @Test
  void zeroIsAValueToo() {
    Snapshot idle =
        Records.snapshot(
            Records.value(Metric.CPU_PERCENT, 0),
            Records.value(Metric.TEMPERATURE, -3.25),
            Records.value(Metric.BYTES_SENT, 0));

    assertThat(english.line(idle)).startsWith("CPU 0% | ");
    assertThat(english.lines(idle))
        .contains("CPU: 0%", "Temperature: -3.3 °C", "Bytes sent: 0.00 GB");
  }

  @Test
  void aPingOfLessThanAMillisecondHasADecimal() {
    assertThat(english.line(Records.snapshot(Records.value(Metric.PING_MS, 0.44))))
        .contains("| Ping 0.4 ms |");
    assertThat(english.line(Records.snapshot(Records.value(Metric.PING_MS, 1))))
        .contains("| Ping 1 ms |");
  }

  private static Snapshot known() {
    return Records.snapshot(
        Records.value(Metric.CPU_FREQ_GHZ, 3.6),
        Records.value(Metric.CPU_PERCENT, 32.4),
        Records.value(Metric.MEMORY_PERCENT, 71.2),
        Records.value(Metric.MEMORY_USED_BYTES, 16.7 * GB),
        Records.value(Metric.MEMORY_TOTAL_BYTES, 23.4 * GB),
        Records.value(Metric.DISK_PERCENT, 82.3),
        Records.value(Metric.DISK_USED_BYTES, 380.7 * GB),
        Records.value(Metric.DISK_TOTAL_BYTES, 462 * GB),
        Records.value(Metric.PING_MS, 3),
        Records.value(Metric.LATENCY_MS, 5),
        new Sample(Metric.TEMPERATURE, "", new Reading.Absent("no sensor"), Records.NANOS),
        Records.value(Metric.BYTES_SENT, 1.16 * GB),
        Records.value(Metric.BYTES_RECV, 8.71 * GB));
  }
}
