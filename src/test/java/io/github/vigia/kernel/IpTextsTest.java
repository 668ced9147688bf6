package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Lines of iproute2 6.1.0 but for routes. */
class IpTextsTest {

  @Test
  void anAddressKeepsWhatMakesItAgain() throws MalformedException {
    List<IpAddress> addresses =
        IpAddress.parse(
            """
            1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
            2: v0    inet 10.7.0.1/24 brd 10.7.0.255 scope global dynamic v0:1\\       valid_lft 500sec preferred_lft 300sec
            2: v0    inet6 2001:db8:6::2/64 scope global nodad \\       valid_lft forever preferred_lft forever
            2: v0    inet6 fe80::1/64 scope link tentative \\       valid_lft forever preferred_lft forever
            """);

    assertThat(addresses.get(1))
        .isEqualTo(
            new IpAddress(
                "v0",
                false,
                "10.7.0.1/24",
                List.of("brd", "10.7.0.255", "scope", "global", "label", "v0:1"),
                true,
                500,
                300));
    assertThat(addresses.get(2).arguments()).containsExactly("scope", "global", "nodad");
    assertThat(addresses.get(2).validSeconds()).isEqualTo(IpAddress.FOR_EVER);
    assertThat(addresses.get(3).settled()).isFalse();
  }

  @Test
  void aRuleKeepsItsPriority() throws MalformedException {
    assertThat(IpRule.parse("32765:\tfrom 10.6.0.2 iif v9 [detached] lookup 100\n", false))
        .singleElement()
        .satisfies(rule ->
            assertThat(rule.text()).isEqualTo("priority 32765 from 10.6.0.2 iif v9 lookup 100"));
  }

  @Test
  void aLinkTellsWhetherItIsOnAndHasACarrier() throws MalformedException {
    assertThat(
            IpLink.parse(
                """
                2: v0@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP
                3: eth0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 state DOWN
                """))
        .containsExactly(new IpLink("v0", true, true), new IpLink("eth0", true, false));
  }

  @Test
  void aPrefixCoversItsOwn() {
    assertThat(prefix("10.0.0.0/8", false).covers(host("10.255.1.2"))).isTrue();
    assertThat(prefix("10.0.0.0/9", false).covers(host("10.255.1.2"))).isFalse();
    assertThat(prefix("default", true).covers(host("2001:db8::1"))).isTrue();
    assertThat(prefix("default", true).covers(host("10.0.0.1"))).isFalse();
    assertThat(prefix("10.1.1.1", false).covers(host("10.1.1.1"))).isTrue();
    assertThat(IpPrefix.parse("10.0.0.0/33", false)).isNull();
    assertThat(IpPrefix.parse("nexthop", false)).isNull();
  }

  @Test
  void rejectsWhatIsNoLine() {
    assertThatThrownBy(() -> IpAddress.parse("2: v0 link/ether\n"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("expected");
    assertThatThrownBy(() -> IpRule.parse("from all\n", false))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("expected");
    assertThatThrownBy(() -> IpLink.parse("2: v0\n"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("expected");
  }

  private static IpPrefix prefix(String text, boolean v6) {
    return Objects.requireNonNull(IpPrefix.parse(text, v6));
  }

  private static InetAddress host(String text) {
    return InetAddress.ofLiteral(text);
  }
}
