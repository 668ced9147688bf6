package io.github.vigia.expose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextBufferTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "7, 7",
    "-12, -12",
    "0.5, 0.5",
    "0.05, 0.05",
    "-3.125, -3.125",
    "9.1, 9.1",
    "100.001, 100.001",
    "0.999, 0.999",
    "999999999999999, 999999999999999",
    "0.1234, 0.1234",
    "1e15, 1.0E15",
    "1e300, 1.0E300",
    "4.9E-324, 4.9E-324"
  })
  void aNumberIsWrittenShort(double value, String text) {
    assertThat(number(value)).isEqualTo(text);
  }

  @Test
  void everyFiniteNumberComesBackExactly() {
    Property.forAll(random -> {
      double anyBits = Double.longBitsToDouble(random.nextLong());
      double[] values = {
        anyBits,
        random.nextInt() / 10.0,
        random.nextInt() / 1000.0,
        random.nextLong(),
        random.nextDouble() * 100,
        random.nextLong(1L << 50) / 1000.0
      };
      for (double value : values) {
        if (Double.isFinite(value)) {
          assertThat(Double.parseDouble(number(value))).isEqualTo(value);
        }
      }
    });
  }

  @Test
  void aLabelValueIsEscapedAndCleanedOfWhatNoScraperReads() {
    assertThat(label("a\\b\"c\nd\te")).isEqualTo("a\\\\b\\\"c\\nd\te");
    assertThat(label("\u0000\r\u007f\uD83D")).isEqualTo("\uFFFD\uFFFD\uFFFD\uFFFD");
    assertThat(label("\uDE00\uD83D\uDE00é€")).isEqualTo("\uFFFD\uD83D\uDE00é€");
  }

  @Test
  void itGrowsAndShrinks() {
    TextBuffer buffer = new TextBuffer(1);
    buffer.ascii("hello");
    buffer.add(" world".getBytes(UTF_8));
    buffer.truncate(7);
    buffer.number(123456);

    assertThat(new String(buffer.copy(), UTF_8)).isEqualTo("hello w123456");
  }

  private static String number(double value) {
    TextBuffer buffer = new TextBuffer(1);
    buffer.number(value);
    return new String(buffer.copy(), UTF_8);
  }

  private static String label(String value) {
    TextBuffer buffer = new TextBuffer(1);
    buffer.labelValue(value);
    return new String(buffer.copy(), UTF_8);
  }
}
