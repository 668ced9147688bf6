package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import org.junit.jupiter.api.Test;

class PercentTest {

  @Test
  void isRoundedToHundredths() {
    assertThat(Percent.of(1, 3)).isEqualTo(33.33);
    assertThat(Percent.of(2, 3)).isEqualTo(66.67);
    assertThat(Percent.rounded(319.304)).isEqualTo(319.3);
    assertThat(Percent.roundedToThousandths(0.0016)).isEqualTo(0.002);
  }

  @Test
  void whatIsUnknownStaysUnknown() {
    assertThat(Percent.of(0, 0)).isNaN();
    assertThat(Percent.of(5, 0)).isNaN();
    assertThat(Percent.rounded(Double.NaN)).isNaN();
    assertThat(Percent.roundedToThousandths(Double.NaN)).isNaN();
  }

  @Test
  void isWithinItsBounds() {
    Property.forAll(random ->
        assertThat(Percent.of(random.nextLong(), random.nextLong(1, Long.MAX_VALUE)))
            .isBetween(0.0, 100.0));
  }
}
