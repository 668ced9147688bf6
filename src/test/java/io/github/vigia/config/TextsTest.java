package io.github.vigia.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {

  private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

  static List<String> languages() {
    return Texts.languages();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageHasTheSameKeysWithTheSameArguments(String language) {
    Map<String, String> english = Texts.of("en").all();
    Map<String, String> other = Texts.of(language).all();

    assertThat(other.keySet()).isEqualTo(english.keySet());
    english.forEach((key, text) ->
        assertThat(arguments(other.getOrDefault(key, ""))).as(key).isEqualTo(arguments(text)));
    assertThat(other.values()).noneMatch(String::isBlank);
  }

  private static Set<String> arguments(String text) {
    return new TreeSet<>(ARGUMENT.matcher(text).results().map(MatchResult::group).toList());
  }

  @Test
  void argumentsStandWhereTheTextWantsThem() {
    assertThat(Texts.of("en").text("event.host", "STABLE", "{0}"))
        .isEqualTo("Host: from STABLE to {0}");
  }

  @Test
  void aKeyThatIsMissingIsSaidItself() {
    assertThat(Texts.of("en").text("no.such.key")).isEqualTo("no.such.key");
  }

  @Test
  void numbersHaveThePointOfTheLanguage() {
    assertThat(Texts.of("en").number(82.06, 1)).isEqualTo("82.1");
    assertThat(Texts.of("pt-BR").number(82.06, 1)).isEqualTo("82,1");
    assertThat(Texts.of("pt-BR").language()).isEqualTo("pt-BR");
  }

  @Test
  void anotherLanguageIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> Texts.of("tlh"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'tlh'")
        .hasMessageContaining("en, pt-BR");
  }
}
