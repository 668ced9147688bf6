package io.github.vigia.collect.vitals;

import static io.github.vigia.ProbeFixture.look;
import static io.github.vigia.ProbeFixture.reading;
import static io.github.vigia.ProbeFixture.value;
import static io.github.vigia.ProbeFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vigia.ProbeFixture;
import io.github.vigia.collect.Readings;
import io.github.vigia.config.Settings;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.RoundTrip;
import io.github.vigia.kernel.RoundTrips;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LatencyTest {

  private static final RoundTrip LOST = new RoundTrip.Lost("no answer", false);

  @TempDir Path folder;
  private final Map<String, RoundTrip> network = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  private final RoundTrips fake =
      (hosts, _) -> {
        asked.clear();
        List<RoundTrip> ends = new ArrayList<>();
        for (InetAddress host : hosts) {
          asked.add(host.getHostAddress());
          ends.add(network.getOrDefault(host.getHostAddress(), LOST));
        }
        return ends;
      };

  @Test
  void theMainTargetIsTheFirstThatIsNotTheGateway() throws IOException {
    network.put("192.168.1.1", answered(1));
    network.put("8.8.8.8", answered(12));
    network.put("1.1.1.1", answered(20));
    try (Latency latency = latency("gateway", "8.8.8.8", "1.1.1.1")) {
      Readings out = look(latency, 0);
      assertThat(asked).containsExactly("192.168.1.1", "8.8.8.8", "1.1.1.1");
      assertThat(value(out, Metric.PING_MS, "")).isEqualTo(12);
      assertThat(value(out, Metric.LATENCY_MS, "")).isEqualTo(12);
      assertThat(value(out, Metric.LATENCY_ESTIMATED, "")).isZero();
      assertThat(value(out, Metric.NETWORK_LOSS_PERCENT, "")).isZero();
      assertThat(value(out, Metric.TARGET_LATENCY_MS, "gateway")).isEqualTo(1);
      assertThat(value(out, Metric.TARGET_LATENCY_MS, "1.1.1.1")).isEqualTo(20);
      assertThat(value(out, Metric.TARGET_LOSS_PERCENT, "gateway")).isZero();
    }
  }

  @Test
  void latencyIsTheMedianOfTheLastFiveAndPingTheLast() throws IOException {
    try (Latency latency = latency("8.8.8.8")) {
      for (double millis : new double[] {900, 10, 30, 20, 500, 15}) {
        network.put("8.8.8.8", answered(millis));
        look(latency, 0);
      }
      Readings out = look(latency, 0);
      // The last five are 30, 20, 500, 15, 15.
      assertThat(value(out, Metric.LATENCY_MS, "")).isEqualTo(20);
      assertThat(value(out, Metric.PING_MS, "")).isEqualTo(15);
    }
  }

  @Test
  void aLostProbeFailsThePingAndLeavesTheMedianOfTheOthers() throws IOException {
    try (Latency latency = latency("8.8.8.8")) {
      network.put("8.8.8.8", answered(10));
      look(latency, 0);
      network.put("8.8.8.8", answered(20));
      look(latency, 0);
      network.put("8.8.8.8", LOST);
      Readings out = look(latency, 0);
      assertThat(reading(out, Metric.PING_MS, ""))
          .isEqualTo(new Reading.Failed("no answer from 8.8.8.8 in 2 s"));
      assertThat(value(out, Metric.LATENCY_MS, "")).isEqualTo(15);
      assertThat(value(out, Metric.NETWORK_LOSS_PERCENT, "")).isCloseTo(100 / 3.0, within(1e-9));
    }
  }

  @Test
  void aTargetThatNeverAnswersHasLossButNoLatency() throws IOException {
    try (Latency latency = latency("8.8.8.8")) {
      Readings out = look(latency, 0);
      assertThat(value(out, Metric.TARGET_LOSS_PERCENT, "8.8.8.8")).isEqualTo(100);
      assertThat(reading(out, Metric.TARGET_LATENCY_MS, "8.8.8.8"))
          .isEqualTo(new Reading.Failed("no answer from 8.8.8.8 in 2 s"));
    }
  }

  @Test
  void lossIsOfTheLastTwenty() throws IOException {
    try (Latency latency = latency("8.8.8.8")) {
      look(latency, 0);
      network.put("8.8.8.8", answered(10));
      for (int i = 0; i < 19; i++) {
        assertThat(value(look(latency, 0), Metric.NETWORK_LOSS_PERCENT, "")).isPositive();
      }
      assertThat(value(look(latency, 0), Metric.NETWORK_LOSS_PERCENT, "")).isZero();
    }
  }

  @Test
  void theTimeOfATcpHandshakeIsAnEstimateAndNoPing() throws IOException {
    network.put("8.8.8.8", new RoundTrip.Answered(30, true));
    try (Latency latency = latency("8.8.8.8")) {
      Readings out = look(latency, 0);
      assertThat(value(out, Metric.LATENCY_MS, "")).isEqualTo(30);
      assertThat(value(out, Metric.LATENCY_ESTIMATED, "")).isEqualTo(1);
      assertThat(reading(out, Metric.PING_MS, ""))
          .isEqualTo(new Reading.Absent("ICMP is not permitted"));
      assertThat(value(out, Metric.NETWORK_LOSS_PERCENT, "")).isZero();
    }
  }

  @Test
  void silenceToTcpAloneIsNotCalledLoss() throws IOException {
    network.put("8.8.8.8", new RoundTrip.Lost("no answer on TCP port 53", true));
    try (Latency latency = latency("8.8.8.8")) {
      assertThat(reading(look(latency, 0), Metric.TARGET_LOSS_PERCENT, "8.8.8.8"))
          .isEqualTo(new Reading.Failed("no answer from 8.8.8.8 in 2 s on TCP port 53"));
      network.put("8.8.8.8", new RoundTrip.Answered(30, true));
      assertThat(value(look(latency, 0), Metric.TARGET_LOSS_PERCENT, "8.8.8.8")).isEqualTo(50);
    }
  }

  @Test
  void wordThatAHostCannotBeReachedIsLossByTcpToo() throws IOException {
    network.put("8.8.8.8", new RoundTrip.Lost("TCP: Network is unreachable", true));
    try (Latency latency = latency("8.8.8.8")) {
      Readings out = look(latency, 0);
      assertThat(value(out, Metric.TARGET_LOSS_PERCENT, "8.8.8.8")).isEqualTo(100);
      assertThat(reading(out, Metric.TARGET_LATENCY_MS, "8.8.8.8"))
          .isEqualTo(new Reading.Failed("8.8.8.8: TCP: Network is unreachable"));
    }
  }

  @Test
  void withoutADefaultRouteThereIsNoGateway() throws IOException {
    network.put("8.8.8.8", answered(10));
    try (Latency latency = latency(ProbeFixture.roots(folder), "gateway", "8.8.8.8")) {
      assertThat(look(latency, 0).samples())
          .extracting(Sample::instance)
          .doesNotContain("gateway")
          .contains("8.8.8.8");
    }
  }

  @Test
  void aRoutingTableThatCannotBeReadCostsTheGatewayOnly() throws IOException {
    Roots roots = ProbeFixture.roots(folder);
    write(roots.proc("net/route"), "nonsense\n");
    network.put("8.8.8.8", answered(10));
    try (Latency latency = latency(roots, "gateway", "8.8.8.8")) {
      Readings out = look(latency, 0);
      assertThat(reading(out, Metric.TARGET_LOSS_PERCENT, "gateway"))
          .isInstanceOf(Reading.Failed.class);
      assertThat(value(out, Metric.PING_MS, "")).isEqualTo(10);
    }
  }

  @Test
  void anotherGatewayStartsWithAnEmptyHistory() throws IOException {
    Roots roots = ProbeFixture.roots(folder);
    try (Latency latency = latency(roots, "gateway")) {
      gateway(roots, "0101A8C0");
      look(latency, 0);
      gateway(roots, "0201A8C0");
      network.put("192.168.1.2", answered(1));
      Readings out = look(latency, 5);
      assertThat(value(out, Metric.TARGET_LOSS_PERCENT, "gateway")).isZero();
      assertThat(reading(out, Metric.PING_MS, ""))
          .isEqualTo(new Reading.Absent("no target but the gateway"));
    }
  }

  @Test
  void aNameThatCannotBeResolvedHoldsUpNobody() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    network.put("1.1.1.1", answered(20));
    network.put("192.0.2.7", answered(30));
    try (Latency latency =
        new Latency(
            settings("hangs.example", "1.1.1.1"),
            ProbeFixture.roots(folder),
            fake,
            _ -> awaited(released))) {
      Readings out = look(latency, 0);
      assertThat(asked).containsExactly("1.1.1.1");
      assertThat(value(out, Metric.TARGET_LATENCY_MS, "1.1.1.1")).isEqualTo(20);
      assertThat(reading(out, Metric.PING_MS, ""))
          .isEqualTo(new Reading.Failed("the name hangs.example has no address yet"));
      released.countDown();
      while (Double.isNaN(value(out, Metric.PING_MS, ""))) {
        out = look(latency, 1);
      }
      assertThat(value(out, Metric.PING_MS, "")).isEqualTo(30);
    }
  }

  private static InetAddress awaited(CountDownLatch latch) throws UnknownHostException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7});
  }

  private static RoundTrip answered(double millis) {
    return new RoundTrip.Answered(millis, false);
  }

  private static void gateway(Roots roots, String hex) throws IOException {
    write(
        roots.proc("net/route"),
        "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\neth0\t00000000\t"
            + hex
            + "\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");
  }

  private Latency latency(String... targets) {
    return latency(ProbeFixture.host("debian-idle"), targets);
  }

  private Latency latency(Roots roots, String... targets) {
    return new Latency(
        settings(targets),
        roots,
        fake,
        name -> {
          throw new UnknownHostException(name);
        });
  }

  private static Settings.Latency settings(String... targets) {
    return new Settings.Latency(List.of(targets), Duration.ofSeconds(2), 53);
  }
}
