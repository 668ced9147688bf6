package io.github.vigia.expose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipTest {

  @Test
  void whatIsCompressedComesBack() {
    try (Gzip gzip = new Gzip(1)) {
      Property.forAll(random -> {
        byte[] body = new byte[random.nextInt(30_000)];
        for (int i = 0; i < body.length; i++) {
          body[i] = (byte) random.nextInt(1 + random.nextInt(256));
        }
        int length = random.nextInt(body.length + 1);

        assertThat(decompress(gzip.compress(body, length))).isEqualTo(Arrays.copyOf(body, length));
      });
    }
  }

  static byte[] decompress(byte[] compressed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
