package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostProbeTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress LOOPBACK_6 = InetAddress.ofLiteral("::1");

  /** Class E: no host has such an address, and the kernel says so at once. */
  private static final InetAddress NOBODY = InetAddress.ofLiteral("240.0.0.1");

  @Test
  void loopbackAnswersAnEcho() {
    assumeIcmp(LOOPBACK);
    try (Echoes echoes = new Echoes()) {
      for (int round = 0; round < 3; round++) {
        assertThat(echoes.probe(List.of(LOOPBACK), TIMEOUT)[0])
            .isInstanceOfSatisfying(
                RoundTrip.Answered.class,
                answered -> {
                  assertThat(answered.millis()).isBetween(0.0, 5000.0);
                  assertThat(answered.estimated()).isFalse();
                });
      }
    }
  }

  @Test
  void loopbackOfIpv6AnswersAnEcho() {
    assumeIcmp(LOOPBACK_6);
    try (Echoes echoes = new Echoes()) {
      assertThat(echoes.probe(List.of(LOOPBACK_6), TIMEOUT)[0])
          .isInstanceOf(RoundTrip.Answered.class);
    }
  }

  @Test
  void aHostThatIsOutOfReachHoldsUpNobody() {
    assumeIcmp(LOOPBACK);
    try (Echoes echoes = new Echoes()) {
      @Nullable RoundTrip[] ends =
          echoes.probe(List.of(NOBODY, LOOPBACK, NOBODY), Duration.ofMillis(500));
      assertThat(ends[0]).isInstanceOf(RoundTrip.Lost.class);
      assertThat(ends[1]).isInstanceOf(RoundTrip.Answered.class);
      assertThat(ends[2]).isInstanceOf(RoundTrip.Lost.class);
    }
  }

  @Test
  void anEchoWithoutTimeToWaitIsLostAndItsReplyIsNotTakenForTheNext() {
    assumeIcmp(LOOPBACK);
    try (Echoes echoes = new Echoes()) {
      assertThat(echoes.probe(List.of(LOOPBACK), Duration.ZERO)[0])
          .isEqualTo(new RoundTrip.Lost("no answer", false));
      @Nullable RoundTrip[] next = echoes.probe(List.of(LOOPBACK, LOOPBACK), TIMEOUT);
      assertThat(next).allMatch(end -> end instanceof RoundTrip.Answered);
    }
  }

  @Test
  void aPortThatListensAndOneThatRefusesBothAnswer() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 5, LOOPBACK)) {
      assertEstimated(new TcpConnect(listening.getLocalPort()));
    }
    assertEstimated(new TcpConnect(portThatRefuses()));
  }

  /** With its queue full, Linux ignores who knocks. */
  @Test
  void aHandshakeThatIsIgnoredIsLost() throws IOException {
    try (ServerSocket full = new ServerSocket(0, 1, LOOPBACK)) {
      List<RoundTrip> ends =
          new TcpConnect(full.getLocalPort())
              .probe(Collections.nCopies(8, LOOPBACK), Duration.ofMillis(300));
      assertThat(ends)
          .contains(new RoundTrip.Lost("no answer on TCP port " + full.getLocalPort(), true))
          .anyMatch(end -> end instanceof RoundTrip.Answered);
    }
  }

  @Test
  void everyHostGetsAnAnswerByTheBestWayThereIs() throws IOException {
    try (HostProbe probe = new HostProbe(portThatRefuses())) {
      assertThat(probe.probe(List.of(LOOPBACK, LOOPBACK), TIMEOUT))
          .hasSize(2)
          .allMatch(end -> end instanceof RoundTrip.Answered);
    }
  }

  private static void assertEstimated(TcpConnect tcp) {
    assertThat(tcp.probe(List.of(LOOPBACK), TIMEOUT).getFirst())
        .isInstanceOfSatisfying(
            RoundTrip.Answered.class, answered -> assertThat(answered.estimated()).isTrue());
  }

  private static int portThatRefuses() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, LOOPBACK)) {
      return closed.getLocalPort();
    }
  }

  private static void assumeIcmp(InetAddress host) {
    assumeTrue(Libc.isAvailable(), "no call numbers for this system");
    try (Echoes echoes = new Echoes()) {
      echoes.socket(host);
    } catch (IOException e) {
      assumeTrue(false, "ICMP socket: " + e.getMessage());
    }
  }
}
