package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;

import io.github.vigia.Property;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "007, 7",
    "-12, -12",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "18446744073709551615, -1",
    "18446744073709551614, -2",
    "'  \t5 6', 5",
    "5kB, 5"
  })
  void numbersUpTo64BitsAreRead(String text, long expected) throws MalformedException {
    assertThat(Text.of(text).number()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "-",
        " \n5",
        "18446744073709551616",
        "99999999999999999999",
        "100000000000000000000",
        "-18446744073709551615",
        "-9223372036854775809"
      })
  void whatIsNoNumberOf64BitsIsRefused(String text) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Text.of(text).number());
  }

  @ParameterizedTest
  @CsvSource({
    "0.21, 0.21",
    "-0.5, -0.5",
    "12, 12",
    "3.000, 3",
    "18446744073709551615, 18446744073709551616",
    "0.1234567890123456789, 0.123456789012346"
  })
  void decimalsAreRead(String text, double expected) throws MalformedException {
    assertThat(Text.of(text).decimal()).isCloseTo(expected, offset(1e-15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".5", "5.", "5.x", "nan", "inf"})
  void whatIsNoDecimalIsRefused(String text) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Text.of(text).decimal());
  }

  @ParameterizedTest
  @CsvSource({"0101A8C0, 16885952", "ff, 255", "ffffffffffffffff, -1"})
  void hexadecimalsAreRead(String text, long expected) throws MalformedException {
    assertThat(Text.of(text).hex()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g", "11112222333344445"})
  void whatIsNoHexadecimalIsRefused(String text) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Text.of(text).hex());
  }

  @Test
  void wordsEndAtBlanksAndLines() throws MalformedException {
    Text text = Text.of("  one\ttwo\nthree");
    assertThat(text.word()).isEqualTo("one");
    assertThat(text.word()).isEqualTo("two");
    assertThat(text.atLineEnd()).isTrue();
    assertThat(text.nextLine()).isTrue();
    assertThat(text.word()).isEqualTo("three");
    assertThat(text.atEnd()).isTrue();
    assertThat(text.nextLine()).isFalse();
    assertThatExceptionOfType(MalformedException.class).isThrownBy(text::word);
  }

  @Test
  void bytesThatAreNotUtf8BecomeReplacements() throws MalformedException {
    byte[] bytes = {'a', (byte) 0xff, 'b'};
    assertThat(new Text(bytes, bytes.length).word()).isEqualTo("a\ufffdb");
  }

  @Test
  void skipsStayWithinTheLine() {
    Text text = Text.of("key: 1\nother: 2");
    assertThat(text.skip("kez")).isFalse();
    assertThat(text.skipPast('=')).isFalse();
    assertThat(text.position()).isZero();
    assertThat(text.skipPast(':')).isTrue();
    assertThat(text.peek()).isEqualTo(' ');
    text.seek(99);
    assertThat(text.atEnd()).isTrue();
    assertThat(text.peek()).isEqualTo(-1);
    assertThat(text.skip("x")).isFalse();
  }

  @Test
  void comparesAndCopiesAPart() {
    Text text = Text.of("eth0: 1");
    byte[] name = "eth0".getBytes(StandardCharsets.UTF_8);
    assertThat(text.isAt(0, 4, name)).isTrue();
    assertThat(text.isAt(0, 3, name)).isFalse();
    assertThat(text.isAt(1, 5, name)).isFalse();
    assertThat(text.copy(0, 4)).isEqualTo(name);
  }

  @Test
  void aComplaintSaysWhereWhatAndInsteadOfWhat() {
    Text text = Text.of("one 1\ntwo x y\n");
    text.nextLine();
    text.skip("two ");
    assertThat(text.expected("a number")).hasMessage("line 2:5: expected a number, found 'x y'");
    text.seek(text.length());
    assertThat(text.expected("more")).hasMessage("line 3:1: expected more, but the text ends");
  }

  @Test
  void aComplaintAboutAFileNamesIt() {
    Text text = Text.from(Path.of("/proc/stat"));
    text.reset("cpu".getBytes(StandardCharsets.UTF_8), 3);
    assertThat(text.expected("'cpu '"))
        .hasMessage("/proc/stat line 1:1: expected 'cpu ', found 'cpu'");
  }

  @Test
  void everyLongIsReadAsItIsWritten() {
    Property.forAll(random -> {
      long number = random.nextLong() >> random.nextInt(64);
      assertThat(read(Long.toString(number))).isEqualTo(number);
      assertThat(read(Long.toUnsignedString(number))).isEqualTo(number);
    });
  }

  private static long read(String text) {
    try {
      return Text.of(text).number();
    } catch (MalformedException e) {
      throw new AssertionError(text, e);
    }
  }
}
