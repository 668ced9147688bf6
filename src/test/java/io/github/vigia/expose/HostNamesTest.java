package io.github.vigia.expose;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

  private static final HostNames LOOPBACK = names("127.0.0.1", "Lab-01.example");
  private static final HostNames WILDCARD = names("0.0.0.0");
  private static final HostNames LAN = names("192.0.2.7");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8000",
        "localhost.",
        "127.0.0.1",
        "127.0.0.1:9",
        "[::1]:8000",
        "127.0.0.2",
        "lab-01.example:65535",
        "LAB-01.EXAMPLE.",
        "localhost:"
      })
  void theNamesOfALoopbackServerAreAccepted(String authority) {
    assertThat(LOOPBACK.contains(authority)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "lab-01.example.evil",
        "192.0.2.7",
        "[2001:db8::1]",
        "",
        ":8000",
        "localhost:port",
        "localhost:123456",
        "user@localhost",
        "localhost/evil",
        "localhost evil",
        "[::1",
        "[::1]x",
        "[]",
        "::1",
        "127.0.0.1.evil",
        "[localhost]",
        "[fe80::1%none]"
      })
  void anyOtherNameIsNot(String authority) {
    assertThat(LOOPBACK.contains(authority)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7:8000", "10.0.0.1", "[2001:db8::1]:8000", "localhost"})
  void aServerAtEveryAddressAcceptsEveryAddress(String authority) {
    assertThat(WILDCARD.contains(authority)).isTrue();
    assertThat(WILDCARD.contains("evil.example")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "127.0.0.1", "evil.example"})
  void aServerAtOneAddressAcceptsThatOneOnly(String authority) {
    assertThat(LAN.contains("192.0.2.7:8000")).isTrue();
    assertThat(LAN.contains(authority)).isFalse();
  }

  private static HostNames names(String bound, String... configured) {
    return new HostNames(InetAddress.ofLiteral(bound), List.of(configured));
  }
}
