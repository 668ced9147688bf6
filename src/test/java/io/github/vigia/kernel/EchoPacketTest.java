package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoPacketTest {

  private static final long COOKIE = 0x0102030405060708L;

  @Test
  void aRequestCarriesTheChecksumOfTheInternet() {
    byte[] packet = new byte[EchoPacket.LENGTH];
    EchoPacket.writeRequest(packet, false, 0x1234, 0x0001, COOKIE);
    // ~(0800 + 1234 + 0001 + 0102 + 0304 + 0506 + 0708)
    assertThat(HexFormat.of().formatHex(packet, 0, 16))
        .isEqualTo("0800d5b6" + "12340001" + "0102030405060708");
  }

  @Test
  void aRequestOfIpv6LeavesTheChecksumToTheKernel() {
    byte[] packet = new byte[EchoPacket.LENGTH];
    EchoPacket.writeRequest(packet, true, 0x1234, 0x0001, COOKIE);
    assertThat(HexFormat.of().formatHex(packet, 0, 8)).isEqualTo("8000000012340001");
  }

  @Test
  void theReplyToARequestTellsItsSequence() {
    assertThat(sequence(reply())).isEqualTo(9);
  }

  @Test
  void aReplyBehindAnIpHeaderIsFoundThere() {
    byte[] reply = reply();
    byte[] packet = new byte[20 + reply.length];
    packet[0] = 0x45;
    System.arraycopy(reply, 0, packet, 20, reply.length);
    assertThat(EchoPacket.sequence(packet, packet.length, false, true, 0x1234, COOKIE))
        .isEqualTo(9);
  }

  /** Type, code, identifier, cookie. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 8, 15})
  void aReplyWithOneOtherByteIsNotOurs(int index) {
    byte[] packet = reply();
    packet[index] ^= 0x40;
    assertThat(sequence(packet)).isEqualTo(-1);
  }

  @Test
  void aReplyOfAnotherLengthIsNotOurs() {
    assertThat(EchoPacket.sequence(reply(), 31, false, false, 0x1234, COOKIE)).isEqualTo(-1);
    assertThat(EchoPacket.sequence(new byte[0], 0, false, true, 0x1234, COOKIE)).isEqualTo(-1);
  }

  private static byte[] reply() {
    byte[] packet = new byte[EchoPacket.LENGTH];
    EchoPacket.writeRequest(packet, false, 0x1234, 9, COOKIE);
    packet[0] = 0;
    return packet;
  }

  private static int sequence(byte[] packet) {
    return EchoPacket.sequence(packet, packet.length, false, false, 0x1234, COOKIE);
  }
}
