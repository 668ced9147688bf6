package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.ProbeFixture;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.treat.Preview;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an interface may be restarted; that it comes back is shown with the network's treatment. */
class RestartInterfaceTest {

  private static final Condition LOSS = new Condition(Signal.LOSS, "gateway");
  private static final String LINKS =
      """
      1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536
      2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500
      """;

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-25T02:50:00Z");

  private RestartInterface treatment(@Nullable Integer hour) {
    SaidPrograms programs =
        new SaidPrograms()
            .says("ip", "")
            .says("ip -o link", LINKS)
            .says("ip -4 -o route", "default via 10.0.0.1 dev eth0 \n")
            .says("ss", "");
    ReapplyNetworkConfig network =
        new ReapplyNetworkConfig(
            ReapplyNetworkConfig.Options.DEFAULTS,
            programs,
            (hosts, timeout) -> List.of(),
            ProbeFixture.roots(folder),
            folder,
            () -> now);
    return new RestartInterface(
        new RestartInterface.Options(hour, Duration.ofMinutes(5)), network, folder, ZoneOffset.UTC);
  }

  private void tend(RestartInterface treatment, int minutes, double gibibytes) throws IOException {
    now = now.plus(Duration.ofMinutes(minutes));
    List<Sample> samples =
        List.of(
            new Sample(Metric.BYTES_SENT, "", new Reading.Value(gibibytes * (1 << 30)), 0),
            new Sample(Metric.BYTES_RECV, "", new Reading.Value(0), 0));
    treatment.tend(
        new Snapshot(now, 0, samples, List.of()),
        new Evaluation(State.STABLE, List.of(), List.of(), Set.of()),
        new HostRun());
  }

  private static Preview preview(RestartInterface treatment) throws IOException {
    return treatment.steps(LOSS).getFirst().preview();
  }

  @Test
  void itNeverHappensWithoutAnHour() {
    assertThat(treatment(RestartInterface.Options.DEFAULTS.hour()).steps(LOSS)).isEmpty();
  }

  @Test
  void itHappensInTheHourOnceTheLimitWasExceededForFiveMinutes() throws IOException {
    RestartInterface treatment = treatment(3);
    tend(treatment, 0, 0);
    assertThat(preview(treatment).summary()).contains("within what was learned");
    tend(treatment, 1, 21);
    assertThat(preview(treatment).summary()).contains("not for long yet");
    tend(treatment, 5, 21);
    assertThat(preview(treatment).summary()).contains("only between 03:00 and 03:59");
    tend(treatment, 5, 21);
    assertThat(preview(treatment).items()).containsExactly("link eth0");
    tend(treatment, 60, 21);
    assertThat(preview(treatment).helps()).isFalse();
  }

  @Test
  void whatWasLearnedIsInTheFileOfTheContract() throws IOException {
    tend(treatment(3), 0, 1);

    assertThat(folder.resolve("network_usage_learning_safe.jsonl"))
        .hasContent("{\"date\":\"2026-11-25\",\"bytes\":0}\n");
  }
}
