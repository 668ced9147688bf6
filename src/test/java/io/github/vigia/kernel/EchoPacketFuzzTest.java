package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class EchoPacketFuzzTest {

  @FuzzTest
  void neverThrows(byte[] bytes) {
    for (boolean v6 : new boolean[] {false, true}) {
      for (boolean header : new boolean[] {false, true}) {
        int sequence = EchoPacket.sequence(bytes, bytes.length, v6, header, 7, 0);
        assertThat(sequence).isBetween(-1, 0xffff);
      }
    }
  }
}
