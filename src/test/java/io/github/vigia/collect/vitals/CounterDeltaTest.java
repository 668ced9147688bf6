package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterDeltaTest {

  @ParameterizedTest
  @CsvSource({
    "100,100,0",
    "100,160,60",
    "4294967290,4,10",
    "4294967295,0,1",
    "-6,4,10",
    "9223372036854775807,-9223372036854775808,1",
    "100,99,NaN",
    "5000000000,10,NaN",
    "2147483648,10,NaN",
    "4294967290,3000000000,NaN",
    "0,-1,NaN"
  })
  void aStepAWrapAndAResetAreTold(long before, long now, double expected) {
    assertThat(CounterDelta.of(before, now)).isEqualTo(Double.valueOf(expected));
  }

  @Test
  void isNeverNegative() {
    Property.forAll(random -> {
      double delta = CounterDelta.of(random.nextLong(), random.nextLong());
      assertThat(Double.isNaN(delta) || delta >= 0).isTrue();
    });
  }
}
