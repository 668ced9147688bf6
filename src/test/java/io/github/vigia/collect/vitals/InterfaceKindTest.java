package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.fixture.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfaceKindTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "eth0, COUNTED", "enp3s0f1np1, COUNTED", "wlan0, COUNTED", "wwan0, COUNTED", "ib0, COUNTED",
    "ppp0, COUNTED", "lo, SHOWN", "lo0, COUNTED", "docker0, SHOWN", "br-1a2b3c, SHOWN",
    "virbr0, SHOWN", "tun0, SHOWN", "wg0, SHOWN", "eth0:1, SHOWN", "veth12ab, EPHEMERAL",
    "cali0123, EPHEMERAL", "lxc99, EPHEMERAL", "tap0, EPHEMERAL", "n\u00e9t, COUNTED"
  })
  void goesByTheNameFirst(String name, InterfaceKind expected) {
    assertThat(InterfaceKind.of(name, folder)).isEqualTo(expected);
  }

  @Test
  void whatIsMadeOfOthersIsNotCounted() {
    FixtureHost host = FixtureHost.copy("just-booted", folder);
    host.write("sys/class/net/eth0/flags", "0x1003\n");
    host.write("sys/class/net/bond0/bonding/mode", "active-backup 1\n");
    host.write("sys/class/net/lan/bridge/bridge_id", "8000.0\n");
    Path net = host.roots().sys("class/net");
    assertThat(InterfaceKind.of("bond0", net)).isEqualTo(InterfaceKind.SHOWN);
    assertThat(InterfaceKind.of("lan", net)).isEqualTo(InterfaceKind.SHOWN);
    assertThat(InterfaceKind.of("eth0.100", net)).isEqualTo(InterfaceKind.SHOWN);
    assertThat(InterfaceKind.of("eth7.100", net)).isEqualTo(InterfaceKind.COUNTED);
  }
}
