package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Signal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CarriedTest {

  private final Carried carried = new Carried(Duration.ofSeconds(30));

  private Map<Signal, Map<String, Double>> next(int second, String signals)
      throws MalformedRecordException {
    String line =
        """
        {"ts":"2026-01-01T12:00:%02d.000+00:00","state":"STABLE","metrics":{},"signals":%s}\
        """
            .formatted(second, signals);
    return carried.next(new RecordReader().read(line)).signals();
  }

  @Test
  void whatWasReadEarlierStillHolds() throws MalformedRecordException {
    next(0, "{\"disk_percent\":{\"/\":10,\"/var\":20}}");

    assertThat(next(1, "{\"zombies\":{\"\":0}}"))
        .isEqualTo(
            Map.of(Signal.DISK, Map.of("/", 10.0, "/var", 20.0), Signal.ZOMBIES, Map.of("", 0.0)));
  }

  @Test
  void whatIsReadAnewTakesThePlaceOfWhatWas() throws MalformedRecordException {
    next(0, "{\"disk_percent\":{\"/\":10,\"/var\":20}}");

    assertThat(next(10, "{\"disk_percent\":{\"/\":11}}"))
        .containsEntry(Signal.DISK, Map.of("/", 11.0, "/var", 20.0));
  }

  @Test
  void whatNoLineRepeatsIsGone() throws MalformedRecordException {
    next(0, "{\"disk_percent\":{\"/\":10,\"/var\":20}}");
    next(20, "{\"disk_percent\":{\"/\":10}}");

    assertThat(next(40, "{}")).containsEntry(Signal.DISK, Map.of("/", 10.0));
    assertThat(next(59, "{}")).isEmpty();
  }

  @Test
  void aClockThatIsSetBackMakesNothingYoungAgain() throws MalformedRecordException {
    next(50, "{\"disk_percent\":{\"/\":10}}");

    assertThat(next(5, "{}")).isEmpty();
  }
}
