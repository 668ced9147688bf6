package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import io.github.vigia.fixture.FixtureHost;
import io.github.vigia.fixture.Look;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfacesTest {

  private static final List<Metric> TOTALS =
      List.of(Metric.BYTES_RECV, Metric.BYTES_SENT, Metric.NET_IN_MBPS, Metric.NET_OUT_MBPS);

  private static final String HEADINGS = "Inter-|\n face |\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # host        | received and sent bytes, in and out Mbit/s over 10 s since all were 0
          debian-idle   | 1000000 500000 0.8 0.4
          busy          | 1250000000 125000000 1000 100
          no-swap       | 2000 1000 0.002 0.001
          cgroup-v1     | 10000 20000 0.008 0.016
          cgroup-v2     | 10000 20000 0.008 0.016
          psi-off       | 50000 100000 0.04 0.08
          no-sensors    | 50000 100000 0.04 0.08
          # three odd names beside eth0, that were not there at the boot
          hostile-names | 16100 28200 0.008 0.016
          truncated     | failed failed failed failed
          """)
  void totalsOfEachHostSinceItsBoot(String name, String expected) {
    FixtureHost host = FixtureHost.copy("just-booted", folder);
    Interfaces interfaces = new Interfaces(host.roots());
    Look.of(interfaces, 0);
    host.become(name);
    assertThat(Look.of(interfaces, 10).row(TOTALS)).isEqualTo(expected);
  }

  @Test
  void aFirstLookHasCountersAndNoRates() {
    Look first = Look.of(new Interfaces(FixtureHost.of("debian-idle").roots()), 0);
    assertThat(first.row(TOTALS)).isEqualTo("1000000 500000 failed failed");
    assertThat(first.table())
        .containsEntry("interface_received_bytes:eth0", "1000000")
        .containsEntry("interface_sent_bytes:lo", "3193")
        .doesNotContainKey("interface_receive_bytes_per_second:eth0");
  }

  @Test
  void eachInterfaceOfItsOwn() {
    FixtureHost host = FixtureHost.copy("just-booted", folder);
    Interfaces interfaces = new Interfaces(host.roots());
    Look.of(interfaces, 0);
    host.become("debian-idle");
    assertThat(Look.of(interfaces, 10).table())
        .containsEntry("interface_receive_bytes_per_second:eth0", "100000")
        .containsEntry("interface_send_bytes_per_second:eth0", "50000")
        .containsEntry("interface_errors_per_second:eth0", "1")
        .containsEntry("interface_drops_per_second:eth0", "2")
        .containsEntry("interface_carrier:eth0", "1")
        .containsEntry("interface_receive_bytes_per_second:docker0", "700")
        .containsEntry("interface_receive_bytes_per_second:lo", "319.3")
        .doesNotContainKeys("interface_carrier:docker0", "interface_carrier:lo")
        .doesNotContainKey("interface_received_bytes:vethab12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # 1000 bytes across the end of 64 bits and 10000 in 10 s; 1000 and 20000
          counters-wrapped | 100 | 1000 | 0.009 | 0.017
          # eth1 began anew: it has no rate, and so the sum is not known
          counters-reset   | 100 | -    | failed | failed
          counters-back    | 100 | -    | failed | failed
          """)
  void countersThatWrapOrGoBack(String name, String eth0, String eth1, String in, String out) {
    FixtureHost host = FixtureHost.copy("counters-before", folder);
    Interfaces interfaces = new Interfaces(host.roots());
    Look.of(interfaces, 0);
    host.become(name);
    Look look = Look.of(interfaces, 10);
    assertThat(look.table().getOrDefault("interface_receive_bytes_per_second:eth0", "-"))
        .isEqualTo(eth0);
    assertThat(look.table().getOrDefault("interface_receive_bytes_per_second:eth1", "-"))
        .isEqualTo(eth1);
    assertThat(look.row(List.of(Metric.NET_IN_MBPS, Metric.NET_OUT_MBPS)))
        .isEqualTo(in + " " + out);
  }

  @Test
  void aResetInterfaceHasRatesAgainAtTheNextLook() {
    FixtureHost host = FixtureHost.copy("counters-before", folder);
    Interfaces interfaces = new Interfaces(host.roots());
    Look.of(interfaces, 0);
    host.become("counters-reset");
    Look.of(interfaces, 10);
    assertThat(Look.of(interfaces, 20).table())
        .containsEntry("interface_receive_bytes_per_second:eth1", "0")
        .containsEntry("net_in_mbps", "0");
  }

  @Test
  void carrierIsMissedOnlyWhereItWasAndIsWanted() {
    FixtureHost host = FixtureHost.copy("busy", folder);
    Interfaces interfaces = new Interfaces(host.roots());
    assertThat(Look.of(interfaces, 0).table())
        .containsEntry("interface_carrier:eth0", "1")
        .doesNotContainKeys(
            "interface_carrier:eth1", "interface_carrier:wlan0", "interface_carrier:eth0.100");

    host.write("sys/class/net/eth0/carrier", "0\n");
    assertThat(Look.of(interfaces, 1).table()).containsEntry("interface_carrier:eth0", "0");

    host.write("sys/class/net/eth0/flags", "0x1002\n");
    assertThat(Look.of(interfaces, 2).table()).doesNotContainKey("interface_carrier:eth0");

    host.write("sys/class/net/eth0/flags", "0x1003\n");
    host.write("sys/class/net/eth0/carrier", "x\n");
    assertThat(Look.of(interfaces, 3).table()).containsEntry("interface_carrier:eth0", "failed");
  }

  @Test
  void anInterfaceThatWentAndCameIsANewOne() {
    FixtureHost host = FixtureHost.copy("busy", folder);
    Interfaces interfaces = new Interfaces(host.roots());
    host.write("proc/net/dev", HEADINGS + row("eth0", 100) + row("eth1", 100));
    Look.of(interfaces, 0);
    host.write("proc/net/dev", HEADINGS + row("eth1", 200));
    assertThat(Look.of(interfaces, 1).table()).doesNotContainKey("interface_received_bytes:eth0");
    host.write("proc/net/dev", HEADINGS + row("eth0", 900) + row("eth1", 300));
    host.write("sys/class/net/eth0/carrier", "0\n");
    assertThat(Look.of(interfaces, 2).table())
        .doesNotContainKeys("interface_receive_bytes_per_second:eth0", "interface_carrier:eth0")
        .containsEntry("interface_receive_bytes_per_second:eth1", "100");
  }

  @Test
  void namesAreTakenAsTheyAreAndInvalidOnesReplaced() {
    FixtureHost host = FixtureHost.copy("hostile-names", folder);
    Interfaces interfaces = new Interfaces(host.roots());
    assertThat(Look.of(interfaces, 0).table())
        .containsEntry("interface_received_bytes:a\"b\\c", "1000")
        .containsEntry("interface_received_bytes:eth0:1", "77")
        .containsEntry("interface_received_bytes:{le=\"1\"}", "100")
        .containsEntry("interface_received_bytes:../../x", "5000")
        .doesNotContainKey("interface_carrier:../../x");
    byte[] invalid =
        (HEADINGS + row("n\u00ff", 5) + row("n\u00fe", 6)).getBytes(StandardCharsets.ISO_8859_1);
    host.write("proc/net/dev", invalid);
    assertThat(Look.of(interfaces, 1).table())
        .containsEntry("interface_received_bytes:n\ufffd", "5")
        .containsEntry("bytes_recv", "5");
  }

  @Test
  void anInterfaceListedTwiceCountsOnce() {
    FixtureHost host = FixtureHost.copy("busy", folder);
    host.write("proc/net/dev", HEADINGS + row("eth0", 5) + row("eth0", 7));
    assertThat(Look.of(new Interfaces(host.roots()), 0).table()).containsEntry("bytes_recv", "5");
  }

  @Test
  void aHostWithoutInterfacesHasNoTotals() {
    FixtureHost host = FixtureHost.copy("busy", folder);
    host.write("proc/net/dev", HEADINGS + row("lo", 5) + row("docker0", 5));
    assertThat(Look.of(new Interfaces(host.roots()), 0).row(TOTALS))
        .isEqualTo("absent absent absent absent");
  }

  @Test
  void ratesAreNeverNegativeWhateverComesAndGoes() {
    FixtureHost host = FixtureHost.copy("no-sensors", folder);
    Property.forAll(random -> {
      Interfaces interfaces = new Interfaces(host.roots());
      for (int look = 0; look < 4; look++) {
        StringBuilder rows = new StringBuilder(HEADINGS);
        for (int i = random.nextInt(3); i < 4; i++) {
          rows.append(row("eth" + i, random.nextBoolean() ? random.nextLong() : random.nextInt(9)));
        }
        host.write("proc/net/dev", rows.toString());
        for (Sample sample : Look.of(interfaces, look * 2L).readings().samples()) {
          if (sample.reading() instanceof Reading.Value(double value)) {
            assertThat(value).as(sample.toString()).isNotNegative().isFinite();
          }
        }
      }
    });
  }

  private static String row(String name, long counter) {
    String text = Long.toUnsignedString(counter);
    return "%s: %s 1 0 0 0 0 0 0 %s 1 0 0 0 0 0 0\n".formatted(name, text, text);
  }
}
