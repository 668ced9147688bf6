package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.MalformedException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be told of a network before anything is touched. */
class NetworkContextTest {

  private static final String STATE =
      """
      ## at 2026-11-25T10:00:00Z
      ## links
      2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500
      3: eth1: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500
      4: docker0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500

      ## addresses
      2: eth0    inet 10.0.0.2/24 brd 10.0.0.255 scope global dynamic eth0\\       valid_lft 100sec preferred_lft 50sec

      ## routes4
      default via GATEWAY dev eth0

      ## routes6

      ## rules4
      0:	from all lookup local

      ## rules6

      ## resolv.conf
      nameserver 10.0.0.1
      """;

  private static NetworkState state(String gateway) {
    try {
      return NetworkState.parse(STATE.replace("GATEWAY", gateway));
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static NetworkContext context(String gateway, List<String> hosts, String... answering) {
    Anchors anchors = new Anchors(List.of(), (_, _) -> List.of(), new SaidPrograms(), _ -> true);
    List<InetAddress> all = hosts.stream().map(InetAddress::ofLiteral).toList();
    Set<String> answers =
        Arrays.stream(answering)
            .map(text -> InetAddress.ofLiteral(text).getHostAddress())
            .collect(Collectors.toSet());
    NetworkState state = state(gateway);
    return new NetworkContext(
        state,
        state,
        all,
        answers,
        new GuardedChange(anchors, all, answers, Duration.ZERO, Duration.ZERO),
        Path.of("unused"),
        ReapplyNetworkConfig.Options.DEFAULTS,
        state.at());
  }

  @Test
  void aGatewayThatAnswersMeansThatTheFaultIsBeyondIt() {
    List<String> hosts = List.of("10.0.0.1", "192.0.2.1");

    assertThat(context("10.0.0.1", hosts, "10.0.0.1").whyNot("")).contains("upstream");
    assertThat(context("10.0.0.1", hosts).whyNot("")).isEmpty();
  }

  @Test
  void aHostWhoseAddressBeginsLikeTheGatewaysIsNotTheGateway() {
    List<String> hosts = List.of("10.0.0.1", "10.0.0.10");

    assertThat(context("10.0.0.1", hosts, "10.0.0.10").whyNot("")).isEmpty();
  }

  @Test
  void aGatewayOfIpv6IsKnownHoweverItIsWritten() {
    List<String> hosts = List.of("2001:db8::1", "2001:db8:9::9");

    assertThat(context("2001:db8::1", hosts, "2001:db8::1").whyNot("")).contains("upstream");
  }

  @Test
  void anInterfaceThatHasItsCarrierOrIsNotOursIsLeft() {
    NetworkContext context = context("10.0.0.1", List.of("10.0.0.1"));

    assertThat(context.whyNot("eth0")).contains("has its carrier");
    assertThat(context.whyNot("eth1")).isEmpty();
    assertThat(context.whyNot("docker0")).contains("never touched");
    assertThat(context.whyNot("eth7")).contains("no interface");
  }

  @Test
  void whereAllAnswerNothingIsDone() {
    assertThat(context("10.0.0.1", List.of("10.0.0.1"), "10.0.0.1").whyNot(""))
        .contains("all that must answer");
  }

  @Test
  void anAddressThatWasLentComesBackForWhatIsLeftOfItsLife() {
    NetworkState good = state("10.0.0.1");
    NetworkState now = good.without(List.of("address eth0 10.0.0.2/24"));

    NetworkDiff soon = NetworkDiff.between(good, now, _ -> true, good.at().plusSeconds(60));
    assertThat(soon.adding(good, good.at().plusSeconds(60)).lines())
        .containsExactly(
            "addr replace 10.0.0.2/24 brd 10.0.0.255 scope global label eth0 dev eth0"
                + " valid_lft 40 preferred_lft 0");
    assertThat(NetworkDiff.between(good, now, _ -> true, good.at().plusSeconds(100)).addresses())
        .isEmpty();
  }
}
