package io.github.vigia.expose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Cycle;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpositionTest {

  @ParameterizedTest
  @EnumSource(Format.class)
  void theWholePageIsTheGoldenOne(Format format) throws IOException {
    String name = format == Format.TEXT ? "metrics.txt" : "metrics.openmetrics.txt";
    byte[] page = Pages.render(format, Cycles.whole());
    String update = System.getProperty("golden.update");
    if (update != null) {
      Files.write(Path.of(update, name), page);
    }
    try (InputStream golden = ExpositionTest.class.getResourceAsStream(name)) {
      assertThat(new String(page, UTF_8)).isEqualTo(new String(golden.readAllBytes(), UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void everyMetricIsOnThePageUnderItsName(Format format) {
    Map<String, Double> series = Pages.series(format, Cycles.whole());

    for (Metric metric : Metric.values()) {
      String first =
          metric.label().isEmpty()
              ? metric.family()
              : metric.family() + "{" + metric.label() + "=first}";
      assertThat(series).containsKey(first);
    }
  }

  @Test
  void aLabelValueComesBackAsItWas() {
    Map<String, Double> series = Pages.series(Format.TEXT, Cycles.whole());

    assertThat(series)
        .containsEntry(
            "monitoring_filesystem_percent{mountpoint=C:\\two \"ü\"\n/\uD83D\uDE00}", 0.1);
  }

  @Test
  void whatIsAbsentOrFailedIsNotWrittenAndZeroIs() {
    Cycle cycle =
        Cycles.of(
            Cycles.absent(Metric.SWAP_PERCENT),
            Cycles.failed(Metric.TEMPERATURE),
            Cycles.value(Metric.PING_MS, "", Double.NaN),
            Cycles.value(Metric.LATENCY_MS, "", Double.POSITIVE_INFINITY),
            Cycles.value(Metric.CPU_PERCENT, "", 0));
    String page = new String(Pages.render(Format.TEXT, cycle), UTF_8);

    assertThat(page)
        .contains("\nmonitoring_cpu_percent 0\n")
        .doesNotContain(
            "swap_percent",
            "monitoring_temperature",
            "monitoring_ping_ms",
            "monitoring_latency_ms");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void theFirstOfTwoEqualSeriesWins(Format format) {
    Map<String, Double> series =
        Pages.series(
            format,
            Cycles.of(
                State.WARNING,
                List.of(
                    Cycles.verdict(Signal.DISK, "/", State.WARNING),
                    Cycles.verdict(Signal.DISK, "/", State.STABLE)),
                Cycles.value(Metric.FILESYSTEM_PERCENT, "/", 1),
                Cycles.value(Metric.CPU_PERCENT, "", 2),
                Cycles.value(Metric.FILESYSTEM_PERCENT, "/", 3),
                Cycles.value(Metric.CPU_PERCENT, "stray", 4),
                Cycles.value(Metric.CORE_PERCENT, "\u0001", 5),
                Cycles.value(Metric.CORE_PERCENT, "\uD800", 6)));

    assertThat(series)
        .containsEntry("monitoring_filesystem_percent{mountpoint=/}", 1.0)
        .containsEntry("monitoring_cpu_percent", 2.0)
        .containsEntry("monitoring_core_percent{core=\uFFFD}", 5.0)
        .containsEntry("vigia_state{signal=disk_percent, instance=/}", 1.0);
  }

  @Test
  void theAgentsOwnSampleWinsOverTheRecordedOne() {
    Cycle recorded = Cycles.of(Cycles.value(Metric.PROCESS_NUM_FDS, "", 7));
    Cycle served =
        new Cycle(
            recorded.snapshot(),
            recorded.evaluation(),
            List.of(Cycles.value(Metric.PROCESS_NUM_FDS, "", 9)));

    assertThat(Pages.series(Format.TEXT, served)).containsEntry("process_num_fds", 9.0);
  }

  @Test
  void aCounterBelowZeroIsLeftOut() {
    assertThat(
            Pages.series(Format.OPENMETRICS, Cycles.of(Cycles.value(Metric.VIGIA_CYCLES, "", -1))))
        .doesNotContainKey("vigia_cycles_total");
  }

  @Test
  void noTwoFamiliesShareANameInEitherFormat() {
    List<String> text = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      text.add(Family.of(metric).name());
      open.add(Family.of(metric).openName());
    }
    for (Family family : OwnSeries.FAMILIES) {
      text.add(family.name());
      open.add(family.openName());
    }

    assertThat(text).doesNotHaveDuplicates();
    assertThat(open).doesNotHaveDuplicates();
  }

  @Test
  void theEvaluationIsToldWithLimitsAndAges() {
    assertThat(Pages.series(Format.TEXT, Cycles.whole()))
        .containsEntry("vigia_host_state", 2.0)
        .containsEntry("vigia_state{signal=cpu_percent}", 1.0)
        .containsEntry("vigia_state{signal=temperature, instance=a}", 3.0)
        .containsEntry("vigia_state_seconds{signal=cpu_percent}", 90.5)
        .containsEntry("vigia_flapping{signal=disk_percent, instance=/var}", 1.0)
        .containsEntry("vigia_flapping{signal=disk_percent, instance=/}", 0.0)
        .containsEntry("vigia_threshold{signal=cpu_percent, level=critical, side=clear}", 85.5)
        .containsEntry("vigia_sample_age_seconds{signal=cpu_percent}", 1.5)
        .doesNotContainKey("vigia_threshold{signal=interface_carrier, level=warning, side=enter}");
  }

  @Test
  void anOldCycleIsNotToldAsThePresent() {
    byte[] page =
        Pages.exposition().render(Format.TEXT, new Scene(Cycles.whole(), 90, false)).copy();

    assertThat(StrictPage.parse(page, Format.TEXT))
        .containsEntry("vigia_host_state", 3.0)
        .containsEntry("vigia_cycle_age_seconds", 90.0)
        .doesNotContainKeys(
            "monitoring_cpu_percent", "vigia_state{signal=cpu_percent}", "vigia_cycles_total");
  }

  @Test
  void aPageIsNotTouchedByTheOneBefore() {
    Exposition exposition = Pages.exposition();
    Scene large = new Scene(Cycles.whole(), 0, true);
    Scene small = new Scene(Cycles.of(Cycles.value(Metric.CPU_PERCENT, "", 1)), 0, true);
    byte[] first = exposition.render(Format.TEXT, large).copy();
    byte[] second = exposition.render(Format.OPENMETRICS, small).copy();

    assertThat(second).isEqualTo(Pages.exposition().render(Format.OPENMETRICS, small).copy());
    assertThat(exposition.render(Format.TEXT, large).copy()).isEqualTo(first);
  }
}
