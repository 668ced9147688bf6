package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":[{}]}",
        "{\"a\":\"}\"}",
        "{\"a\":\"\\\"}\"}",
        "{\"a\":\"\\\\\"}",
        "{\"a\":[[[[[[[]]]]]]]}"
      })
  void oneClosedObjectIsWell(String text) {
    assertThatCode(() -> check(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", " {}", "}", "\"{}\"", "\n{}"})
  void anythingElseThanAnObjectIsToldAtItsBegin(String text) {
    malformed(text, "expected a line that begins with '{'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":\"}", "{\"a\":\"\\", "{\"a\":[}", "{\"a\":\"\\\"}"})
  void whatIsNotClosedIsTorn(String text) {
    malformed(text, "the line ends within its record");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}}", "{} ", "{}{}", "{]x"})
  void nothingMayFollow(String text) {
    malformed(text, "expected the end of the line at byte 2");
  }

  @Test
  void nestingHasABound() {
    malformed("{\"a\":[[[[[[[[]]]]]]]]}", "expected at most 8 levels, found more at byte 12");
    malformed("{\"a\":" + "[".repeat(1 << 20), "expected at most 8 levels, found more at byte 12");
  }

  @Test
  void onlyTheGivenLengthCounts() {
    byte[] json = "{}rest of a longer line".getBytes(StandardCharsets.UTF_8);

    assertThatCode(() -> Shape.check(json, 2)).doesNotThrowAnyException();
  }

  private static void malformed(String text, String message) {
    assertThatThrownBy(() -> check(text))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage(message);
  }

  private static void check(String text) throws MalformedRecordException {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    Shape.check(json, json.length);
  }
}
