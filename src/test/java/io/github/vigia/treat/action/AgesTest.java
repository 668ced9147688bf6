package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AgesTest {

  private static final long LIMIT = 1_700_000_000;
  private static final long DAY = 86_400;

  @Test
  void theOldestComeFirst() {
    Ages ages = new Ages(LIMIT);
    ages.add(LIMIT - 1, 1, 100);
    ages.add(LIMIT - 5 * DAY, 1, 100);
    ages.add(LIMIT - 50 * DAY, 1, 100);

    long limit = ages.limitFor(150, false);

    assertThat(limit).isGreaterThan(LIMIT - 5 * DAY).isLessThan(LIMIT - 4 * DAY);
    assertThat(ages.bytesOlderThan(limit)).isEqualTo(200);
    assertThat(ages.entriesOlderThan(limit)).isEqualTo(2);
  }

  @Test
  void whereThereIsNotEnoughAllOfItIsTaken() {
    Ages ages = new Ages(LIMIT);
    ages.add(LIMIT - 1, 1, 100);
    ages.add(LIMIT - 400_000 * DAY, 2, 7);

    assertThat(ages.limitFor(1e12, false)).isEqualTo(LIMIT);
    assertThat(ages.entriesOlderThan(LIMIT)).isEqualTo(3);
    assertThat(ages.bytesOlderThan(LIMIT)).isEqualTo(107);
  }

  @Test
  void whatIsPromisedIsWhatIsOlderThanTheLimit() {
    Property.forAll(random -> {
      Ages ages = new Ages(LIMIT);
      long[] times = new long[50];
      for (int i = 0; i < times.length; i++) {
        times[i] = LIMIT - 1 - (long) Math.exp(random.nextDouble() * 18);
        ages.add(times[i], 1, 10);
      }
      long limit = ages.limitFor(random.nextInt(50), true);
      long older = Arrays.stream(times).filter(time -> time < limit).count();
      assertThat(older).isLessThanOrEqualTo(ages.entriesOlderThan(limit));
    });
  }
}
