package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class StampTest {

  @Test
  void theIsoFormHasMillisecondsAndTheOffset() {
    assertThat(iso("2025-11-15T18:30:47.123456789-03:00"))
        .isEqualTo("2025-11-15T18:30:47.123-03:00");
    assertThat(iso("0099-01-02T03:04:05Z")).isEqualTo("0099-01-02T03:04:05.000+00:00");
    assertThat(iso("2025-01-02T03:04:05.006+05:45")).isEqualTo("2025-01-02T03:04:05.006+05:45");
    assertThat(iso("2025-01-02T03:04:05.06-00:30")).isEqualTo("2025-01-02T03:04:05.060-00:30");
  }

  @Test
  void thePlainFormIsTheContracts() {
    assertThat(Stamp.plain(OffsetDateTime.parse("2025-11-15T18:30:47.999-03:00")))
        .isEqualTo("2025-11-15 18:30:47");
  }

  @Test
  void theIsoFormIsReadAsTheSameMoment() {
    Property.forAll(random -> {
      OffsetDateTime time = RandomRecords.time(random);
      assertThat(OffsetDateTime.parse(Stamp.iso(time))).isEqualTo(time);
    });
  }

  private static String iso(String time) {
    return Stamp.iso(OffsetDateTime.parse(time));
  }
}
