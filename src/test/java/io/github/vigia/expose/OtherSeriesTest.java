package io.github.vigia.expose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Series;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherSeriesTest {

  private static String page(Format format, Series... series) {
    Sheet sheet = new Sheet();
    sheet.begin(format);
    new OtherSeries(() -> List.of(series)).write(sheet);
    return new String(sheet.end().copy(), StandardCharsets.UTF_8);
  }

  @Test
  void eachFamilyOpensOnceWithItsTypeAndItsHelp() {
    assertThat(
            page(
                Format.TEXT,
                new Series("vigia_a_total", "Counts.", Map.of("treatment", "x"), 2),
                new Series("vigia_a_total", "Counts.", Map.of("treatment", "y"), 3),
                new Series("vigia_b", "Measures.", Map.of(), 0.5)))
        .isEqualTo(
            """
            # HELP vigia_a_total Counts.
            # TYPE vigia_a_total counter
            vigia_a_total{treatment="x"} 2
            vigia_a_total{treatment="y"} 3
            # HELP vigia_b Measures.
            # TYPE vigia_b gauge
            vigia_b 0.5
            """);
  }

  @Test
  void openMetricsWantsTheCounterWithoutItsSuffix() {
    assertThat(
            page(Format.OPENMETRICS, new Series("vigia_a_total", "Counts.", Map.of("a", "\"b"), 1)))
        .isEqualTo(
            """
            # TYPE vigia_a counter
            # HELP vigia_a Counts.
            vigia_a_total{a="\\"b"} 1
            # EOF
            """);
  }
}
