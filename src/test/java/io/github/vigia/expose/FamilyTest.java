package io.github.vigia.expose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FamilyTest {

  @Test
  void aCounterKeepsItsSuffixInTextAndLosesItInOpenMetrics() {
    Family family = new Family("x_seconds_total", Family.Kind.COUNTER, "A \"b\" \\ c\nd.");

    assertThat(new String(family.head(Format.TEXT), UTF_8))
        .isEqualTo("# HELP x_seconds_total A \"b\" \\\\ c\\nd.\n# TYPE x_seconds_total counter\n");
    assertThat(new String(family.head(Format.OPENMETRICS), UTF_8))
        .isEqualTo(
            """
            # TYPE x_seconds counter
            # UNIT x_seconds seconds
            # HELP x_seconds A \\"b\\" \\\\ c\\nd.
            """);
  }

  @Test
  void aCounterWithoutTotalIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Family("requests", Family.Kind.COUNTER, "Requests."))
        .withMessageContaining("requests")
        .withMessageContaining("_total");
  }
}
