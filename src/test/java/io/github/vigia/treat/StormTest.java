package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Subsystem;
import java.util.List;
import org.junit.jupiter.api.Test;

class StormTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void fourEntriesInAMinuteAreAStormUntilTwoMinutesAfterTheCountFell() {
    Storm storm = new Storm();
    storm.entered(0);
    storm.entered(20 * SECOND);
    storm.entered(40 * SECOND);
    assertThat(storm.isOn(40 * SECOND)).isFalse();
    storm.entered(55 * SECOND);
    assertThat(storm.isOn(55 * SECOND)).isTrue();
    assertThat(storm.isOn(60 * SECOND)).isTrue();
    assertThat(storm.isOn(170 * SECOND)).isTrue();
    assertThat(storm.isOn(181 * SECOND)).isFalse();
  }

  @Test
  void heatComesFirstAndLatencyLast() {
    List<Signal> byUrgency =
        List.of(
            Signal.TEMPERATURE,
            Signal.FILESYSTEM,
            Signal.DISK,
            Signal.PIDS,
            Signal.MEMORY,
            Signal.CPU,
            Signal.CARRIER,
            Signal.LOSS,
            Signal.PING,
            Signal.LATENCY);
    assertThat(byUrgency)
        .isSortedAccordingTo((a, b) -> Integer.compare(Triage.urgency(a), Triage.urgency(b)));
  }

  @Test
  void latencyWaitsForTheLinkAndSpaceForAFilesystemThatFails() {
    Condition latency = new Condition(Signal.LATENCY, "8.8.8.8");
    Condition link = new Condition(Signal.CARRIER, "eth0");
    Condition space = new Condition(Signal.DISK, "/var");
    Condition fault = new Condition(Signal.FILESYSTEM, "/var");
    assertThat(Triage.cause(latency, List.of(latency, link))).isEqualTo("interface_carrier:eth0");
    assertThat(Triage.cause(space, List.of(space, fault))).isEqualTo("filesystem_fault:/var");
    assertThat(Triage.cause(space, List.of(new Condition(Signal.FILESYSTEM, "/")))).isEmpty();
    assertThat(Triage.cause(link, List.of(latency, link))).isEmpty();
  }

  @Test
  void everySignalHasWhatIsReadForItAndALeastEffect() {
    for (Signal signal : Signal.values()) {
      assertThat(Triage.subsystem(signal)).isNotEqualTo(Subsystem.OWN);
      assertThat(Triage.leastEffect(signal, 100)).isPositive();
      assertThat(Triage.isGuard(signal) && signal == Signal.CPU).isFalse();
    }
  }
}
