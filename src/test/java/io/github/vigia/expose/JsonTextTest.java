package io.github.vigia.expose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void commasStandBetweenAndNowhereElse() {
    JsonText json = new JsonText();
    json.beginObject();
    json.name("a").number(1).name("b").beginObject().endObject();
    json.name("c").beginObject().name("d").bool(true).endObject().name("e").string(null);
    json.endObject();

    assertThat(json).hasToString("{\"a\":1,\"b\":{},\"c\":{\"d\":true},\"e\":null}");
  }

  @Test
  void numbersAreShortAndWhatIsNoneIsNull() {
    assertThat(number(0)).isEqualTo("0");
    assertThat(number(-12)).isEqualTo("-12");
    assertThat(number(12.5)).isEqualTo("12.5");
    assertThat(number(1e18)).isEqualTo("1.0E18");
    assertThat(number(Double.NaN)).isEqualTo("null");
    assertThat(number(Double.NEGATIVE_INFINITY)).isEqualTo("null");
  }

  @Test
  void aStringIsEscaped() {
    assertThat(string("a\"b\\c\n\r\t/é€\uD83D\uDE00"))
        .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t/é€\uD83D\uDE00\"");
    assertThat(string("\u0000\u001f\u007f")).isEqualTo("\"\\u0000\\u001f\\u007f\"");
  }

  @Test
  void halfOfASurrogatePairIsReplaced() {
    assertThat(string("\uD83D")).isEqualTo("\"\\ufffd\"");
    assertThat(string("x\uDE00y\uD83Dz")).isEqualTo("\"x\\ufffdy\\ufffdz\"");
    assertThat(string("\uD83D\uD83D\uDE00")).isEqualTo("\"\\ufffd\uD83D\uDE00\"");
  }

  private static String number(double value) {
    return new JsonText().number(value).toString();
  }

  private static String string(String value) {
    return new JsonText().string(value).toString();
  }
}
