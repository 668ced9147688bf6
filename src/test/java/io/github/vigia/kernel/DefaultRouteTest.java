package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.ProbeFixture;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultRouteTest {

  private static final String HEADER =
      "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

  @Test
  void theRouteWithTheLeastMetricWins() throws IOException {
    try (DefaultRoute route = new DefaultRoute(ProbeFixture.host("debian-idle"))) {
      assertThat(route.gateway()).isEqualTo(InetAddress.ofLiteral("192.168.1.1"));
    }
  }

  @Test
  void aLinkLocalGatewayOfIpv6KnowsItsInterface() throws IOException {
    try (DefaultRoute route = new DefaultRoute(ProbeFixture.host("psi-off"))) {
      assertThat(route.gateway())
          .isInstanceOfSatisfying(
              Inet6Address.class,
              gateway -> {
                assertThat(gateway.getAddress())
                    .isEqualTo(InetAddress.ofLiteral("fe80::1").getAddress());
                assertThat(gateway.getScopeId()).isEqualTo(7);
              });
    }
  }

  @Test
  void aRouteWithoutGatewayOrThatIsDownIsNone() throws IOException {
    assertThat(DefaultRoute.parse(Text.of(HEADER + "tun0\t0\t0\t0001\t0\t0\t0\t0\t0\t0\t0\n")))
        .isNull();
    assertThat(DefaultRoute.parse(Text.of(HEADER + "eth0\t0\t0101A8C0\t0002\t0\t0\t0\t0\t0\t0\t0")))
        .isNull();
    assertThat(DefaultRoute.parse(Text.of(""))).isNull();
  }

  @Test
  void aHostWithoutRoutingTablesHasNoGateway(@TempDir Path folder) throws IOException {
    try (DefaultRoute route = new DefaultRoute(ProbeFixture.roots(folder))) {
      assertThat(route.gateway()).isNull();
    }
  }

  @Test
  void rejectsATableWithoutItsHeader() {
    assertThatThrownBy(() -> DefaultRoute.parse(Text.of("eth0 0 0 1\n")))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("expected the header 'Iface'");
  }

  @Test
  void rejectsANextHopThatIsNoAddress() {
    assertThatThrownBy(() -> DefaultRoute.parse6(Text.of("0 00 0 00 ff 1 1 1 3 eth0")))
        .isInstanceOf(MalformedException.class);
  }
}
