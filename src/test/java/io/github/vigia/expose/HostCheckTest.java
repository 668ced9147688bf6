package io.github.vigia.expose;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostCheckTest {

  private static final HostCheck LOOPBACK = at("127.0.0.1");
  private static final HostCheck OPEN = at("0.0.0.0");

  @ParameterizedTest
  @EnumSource(Route.class)
  void anotherSitesNameGetsNothingOnLoopback(Route route) {
    assertThat(code(LOOPBACK, route, List.of("evil.example"), null)).isEqualTo(421);
  }

  @Test
  void aScraperMayUseAnyNameOnAnOpenServerButThePageMayNot() {
    List<String> service = List.of("monitoring-metrics:8000");

    assertThat(code(OPEN, Route.METRICS, service, null)).isZero();
    assertThat(code(OPEN, Route.HEALTH, service, null)).isZero();
    assertThat(code(OPEN, Route.PAGE, service, null)).isEqualTo(421);
    assertThat(code(OPEN, Route.OTHER, service, null)).isEqualTo(421);
  }

  @Test
  void onlyTheOldProtocolMayLeaveTheHostOut() {
    assertThat(LOOPBACK.refusal(Route.PAGE, "HTTP/1.0", List.of(), null)).isNull();
    assertThat(code(LOOPBACK, Route.PAGE, List.of(), null)).isEqualTo(400);
  }

  @Test
  void twoHostsOrAMalformedOneAreBadRequests() {
    assertThat(code(LOOPBACK, Route.PAGE, List.of("localhost", "evil"), null)).isEqualTo(400);
    assertThat(code(LOOPBACK, Route.PAGE, List.of("local host"), null)).isEqualTo(400);
    assertThat(code(OPEN, Route.METRICS, List.of("a/b"), null)).isEqualTo(400);
  }

  @Test
  void theAddressInTheRequestLineStandsAboveTheHeader() {
    assertThat(code(LOOPBACK, Route.PAGE, List.of("localhost"), "evil.example")).isEqualTo(421);
    assertThat(code(LOOPBACK, Route.PAGE, List.of("localhost"), "localhost:8000")).isZero();
  }

  private static HostCheck at(String address) {
    return new HostCheck(new HostNames(InetAddress.ofLiteral(address), List.of()));
  }

  private static int code(
      HostCheck check, Route route, List<String> hosts, @Nullable String authority) {
    Answer refusal = check.refusal(route, "HTTP/1.1", hosts, authority);
    return refusal == null ? 0 : refusal.code();
  }
}
