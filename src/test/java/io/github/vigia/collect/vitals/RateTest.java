package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import org.junit.jupiter.api.Test;

class RateTest {

  private static final long SECOND = 1_000_000_000L;

  private final Rate rate = new Rate();

  @Test
  void aFirstLookHasNoRate() {
    assertThat(rate.next(100, 0)).isNaN();
  }

  @Test
  void isGrowthPerSecond() {
    rate.next(100, 0);
    assertThat(rate.next(300, 4 * SECOND)).isEqualTo(50);
    assertThat(rate.next(300, 5 * SECOND)).isZero();
  }

  @Test
  void aCounterThatBeganAnewHasNoRateOnce() {
    rate.next(1_000_000, 0);
    assertThat(rate.next(50, SECOND)).isNaN();
    assertThat(rate.next(150, 2 * SECOND)).isEqualTo(100);
    assertThat(rate.next(250, 3 * SECOND)).isEqualTo(100);
  }

  @Test
  void aGlitchOfOneLookIsBridged() {
    rate.next(5_000_000_000L, 0);
    assertThat(rate.next(0, SECOND)).isNaN();
    assertThat(rate.next(5_000_000_200L, 2 * SECOND)).isEqualTo(100);
    assertThat(rate.next(5_000_000_300L, 3 * SECOND)).isEqualTo(100);
  }

  @Test
  void anUnsignedCounterPassesItsEnd() {
    rate.next(-100, 0);
    assertThat(rate.next(200, SECOND)).isEqualTo(300);
  }

  @Test
  void aFallFromTheUpperHalfIsNoWrap() {
    rate.next(Long.MIN_VALUE, 0);
    assertThat(rate.next(0, SECOND)).isNaN();
  }

  @Test
  void noTimeNoRate() {
    rate.next(100, SECOND);
    assertThat(rate.next(200, SECOND)).isNaN();
    assertThat(rate.next(200, 0)).isNaN();
    assertThat(rate.next(300, 2 * SECOND)).isEqualTo(200);
  }

  @Test
  void isNeverNegativeAndNeverMoreThanTheCounterGrew() {
    Property.forAll(random -> {
      Rate any = new Rate();
      long counter = 0;
      long highest = 0;
      long nanos = 0;
      for (int look = 0; look < 50; look++) {
        counter =
            random.nextInt(5) == 0
                ? random.nextLong(counter + 1)
                : counter + random.nextLong(1L << 32);
        nanos += random.nextLong(3) * SECOND;
        double perSecond = any.next(counter, nanos);
        highest = Math.max(highest, counter);
        assertThat(Double.isNaN(perSecond) || (perSecond >= 0 && perSecond <= highest)).isTrue();
      }
    });
  }
}
