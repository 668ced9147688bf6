package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

class LinesFuzzTest {

  /** The first byte is how much comes at once. */
  @FuzzTest
  void noByteIsLostHoweverTheyCome(byte[] bytes) throws IOException {
    int portion = bytes.length == 0 ? 1 : Math.max(1, bytes[0] & 0xff);
    Lines lines =
        new Lines(
            new ByteArrayInputStream(bytes) {
              @Override
              public synchronized int read(byte[] into, int from, int count) {
                return super.read(into, from, Math.min(count, portion));
              }
            });
    int at = 0;
    while (lines.next()) {
      byte[] line = Arrays.copyOf(lines.bytes(), lines.length());
      assertThat(line).isEqualTo(Arrays.copyOfRange(bytes, at, at + line.length));
      at += line.length;
      assertThat(bytes[at]).isEqualTo((byte) '\n');
      at++;
      assertThat(lines.offset()).isEqualTo(at);
    }
    assertThat(lines.isTorn()).isEqualTo(at < bytes.length);
    assertThat(lines.offset()).isEqualTo(bytes.length);
  }
}
