package io.github.vigia.expose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import org.junit.jupiter.api.Test;

class ControlLineTest {

  @Test
  void aLineOfTheMostBytesIsReadAndOneMoreIsNot() throws IOException {
    assertThat(read("12345678\nrest", 8)).isEqualTo("12345678");
    assertThat(read("", 8)).isEmpty();
    assertThat(read("no end", 8)).isEqualTo("no end");
    assertThat(read("x".repeat(20_000), 20_000)).hasSize(20_000);
    assertThatIOException()
        .isThrownBy(() -> read("123456789\n", 8))
        .withMessage("line is longer than 8 bytes");
  }

  private static String read(String text, int maxBytes) throws IOException {
    return ControlLine.read(
        Channels.newChannel(new ByteArrayInputStream(text.getBytes(UTF_8))), maxBytes);
  }
}
