package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import org.junit.jupiter.api.Test;

class EscapeTest {

  @Test
  void textWithoutAnythingUnsafeIsTheSameObject() {
    String text = "/mnt/dados é € \uD83D\uDE00 ~";

    assertThat(Escape.line(text)).isSameAs(text);
  }

  @Test
  void whatCouldEndALineOrSteerATerminalIsEscaped() {
    assertThat(Escape.line("a\nb\r\tc\u0000\u001b[31m\u007f\u0085\u009b"))
        .isEqualTo("a\\u000ab\\u000d\\u0009c\\u0000\\u001b[31m\\u007f\\u0085\\u009b");
    assertThat(Escape.line("\u2028\u2029")).isEqualTo("\\u2028\\u2029");
  }

  @Test
  void whatTurnsTheDirectionOrIsInvisibleIsEscaped() {
    assertThat(Escape.line("\u202Egpj.exe\u200B\uFEFF")).isEqualTo("\\u202egpj.exe\\u200b\\ufeff");
  }

  @Test
  void aBackslashIsEscapedSoThatNoEscapeCanBeForged() {
    assertThat(Escape.line("\\u000a")).isEqualTo("\\u005cu000a");
  }

  @Test
  void halfOfASurrogatePairIsEscaped() {
    assertThat(Escape.line("\uD83D")).isEqualTo("\\ud83d");
    assertThat(Escape.line("x\uDE00")).isEqualTo("x\\ude00");
    assertThat(Escape.line("\uDE00x")).isEqualTo("\\ude00x");
    assertThat(Escape.line("\uD83D\uD83D\uDE00\uDE00")).isEqualTo("\\ud83d\uD83D\uDE00\\ude00");
  }

  @Test
  void anyTextIsOneLineAndStaysSo() {
    Property.forAll(random -> {
      String line = Escape.line(RandomRecords.text(random));
      assertThat(line.codePoints())
          .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
      assertThat(line.lines().count()).isLessThanOrEqualTo(1);
    });
  }
}
