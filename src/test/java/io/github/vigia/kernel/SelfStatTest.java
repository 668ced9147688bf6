package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfStatTest {

  private final SelfStat stat = new SelfStat();

  @ParameterizedTest
  @ValueSource(strings = {"java", "foo) Z ", "a\nb", "", "((", "7 8 9"})
  void whateverItsNameTheFieldsAreFound(String name) throws MalformedException {
    stat.parse(
        Text.of(
            "42 (" + name + ") S 1 42 42 0 -1 4194304 98 0 3 0 150 50 7 8 20 0 19 0 160029 313\n"));
    assertThat(stat.cpuTicks()).isEqualTo(200);
    assertThat(stat.threads()).isEqualTo(19);
    assertThat(stat.startTicks()).isEqualTo(160029);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "42 java S 1", "42 (java) S 1 42", "42 (java"})
  void whatIsNotAsDocumentedIsRefused(String text) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> stat.parse(Text.of(text)));
  }
}
