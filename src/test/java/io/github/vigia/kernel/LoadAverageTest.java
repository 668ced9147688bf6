package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadAverageTest {

  private final LoadAverage load = new LoadAverage();

  @Test
  void everyFieldIsTaken() throws MalformedException {
    load.parse(Text.of("0.21 12.05 100.00 3/456 7890\n"));
    assertThat(load.one()).isEqualTo(0.21);
    assertThat(load.five()).isEqualTo(12.05);
    assertThat(load.fifteen()).isEqualTo(100);
    assertThat(load.runnable()).isEqualTo(3);
    assertThat(load.threads()).isEqualTo(456);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0.1 0.2", "0.1 0.2 0.3", "0.1 0.2 0.3 4", "a b c 1/2 3", "-1 0 0 1/2 3"})
  void whatIsNotAsDocumentedIsRefused(String text) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> load.parse(Text.of(text)));
  }
}
