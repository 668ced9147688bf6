package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of iproute2 6.1.0. */
class IpRouteTest {

  @Test
  void readsWhatLeadsSomewhere() throws MalformedException {
    IpRoute route = one("default via 10.6.0.1 dev v0 table 100 proto dhcp metric 50 ", false);

    assertThat(route.destination()).isEqualTo("default");
    assertThat(route.gateway()).isEqualTo("10.6.0.1");
    assertThat(route.device()).isEqualTo("v0");
    assertThat(route.table()).isEqualTo("100");
    assertThat(route.protocol()).isEqualTo("dhcp");
    assertThat(route.metric()).isEqualTo("50");
  }

  @Test
  void aRouteOverSeveralWaysKeepsThemAll() throws MalformedException {
    IpRoute route =
        one(
            "10.9.0.0/16 \\\tnexthop via 10.6.0.1 dev v0 weight 1 \\\tnexthop via 10.6.0.9 dev v0"
                + " weight 2 ",
            false);

    assertThat(route.text())
        .isEqualTo(
            "10.9.0.0/16 nexthop via 10.6.0.1 dev v0 weight 1"
                + " nexthop via 10.6.0.9 dev v0 weight 2");
    assertThat(route.device()).isEmpty();
  }

  @Test
  void whatOnlyTellsHowItIsIsNoArgument() throws MalformedException {
    assertThat(one("10.0.0.0/8 via 10.6.0.1 dev v0 linkdown ", false).text())
        .isEqualTo("10.0.0.0/8 via 10.6.0.1 dev v0");
    assertThat(
            one("default via fe80::1 dev v0 proto ra metric 100 expires 1790sec pref medium", true)
                .text())
        .isEqualTo("default via fe80::1 dev v0 proto ra metric 100 pref medium");
    assertThat(one("unreachable 2001:db8:ffff::/48 dev lo metric 1024 pref medium", true).text())
        .isEqualTo("unreachable 2001:db8:ffff::/48 metric 1024 pref medium");
  }

  @Test
  void routesOfIpv6ToOneDestinationByTwoWaysAreTwo() throws MalformedException {
    List<IpRoute> two =
        parse(
            "fe80::/64 dev a proto kernel metric 256\nfe80::/64 dev b proto kernel metric 256\n",
            true);

    assertThat(two.get(0).key()).isNotEqualTo(two.get(1).key());
    assertThat(two.get(0).slot()).isEqualTo(two.get(1).slot());
  }

  @Test
  void rejectsATypeWithoutADestination() {
    assertThatThrownBy(() -> IpRoute.parse("blackhole\n", false))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("expected a destination");
  }

  private static IpRoute one(String line, boolean v6) throws MalformedException {
    return parse(line, v6).getFirst();
  }

  private static List<IpRoute> parse(String lines, boolean v6) throws MalformedException {
    return IpRoute.parse(lines, v6);
  }
}
