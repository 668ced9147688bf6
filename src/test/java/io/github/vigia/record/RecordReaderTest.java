package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.Property;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.TopProcess;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

  private static final String HEAD =
      "{\"ts\":\"2025-11-15T18:30:47.123-03:00\",\"state\":\"STABLE\"";

  private final RecordReader reader = new RecordReader();

  @Test
  void aMomentAndAStateAreARecord() throws MalformedRecordException {
    JournalRecord read = reader.read(HEAD + "}");

    assertThat(read.time()).isEqualTo(OffsetDateTime.parse("2025-11-15T18:30:47.123-03:00"));
    assertThat(read.state()).isEqualTo(State.STABLE);
    assertThat(read.message()).isEmpty();
    assertThat(read.metrics()).isEmpty();
    assertThat(read.latencyEstimated()).isNull();
    assertThat(read.alerts()).isEmpty();
    assertThat(read.top()).isEmpty();
  }

  @Test
  void theOrderOfTheFieldsDoesNotMatter() throws MalformedRecordException {
    String text =
        "{\"state\":\"WARNING\",\"state_cpu\":\"CRITICAL\",\"metrics\":{\"load_1\":1e1},"
            + "\"msg\":\"m\",\"ts\":\"2025-11-15T18:30:47Z\"}";
    JournalRecord read = reader.read(text);

    assertThat(read.state()).isEqualTo(State.WARNING);
    assertThat(read.states()).isEqualTo(Map.of(Signal.CPU, State.CRITICAL));
    assertThat(read.metrics()).isEqualTo(Map.of(Metric.LOAD_1, 10.0));
    assertThat(read.message()).isEqualTo("m");
  }

  @Test
  void whatItDoesNotKnowIsSkipped() throws MalformedRecordException {
    String text =
        HEAD
            + ",\"new\":{\"a\":[1,null,\"x\",{\"b\":true}]},\"metrics\":{\"new_percent\":[1],"
            + "\"cpu_percent\":5,\"temperature\":null},\"signals\":{\"new\":{\"x\":1},"
            + "\"zombies\":{\"\":3}},\"alerts\":[],\"events\":[{\"type\":\"new\","
            + "\"at\":\"2025-11-15T18:30:47Z\",\"text\":\"t\"}],\"top\":[{\"pid\":1,\"name\":\"a\","
            + "\"rss_bytes\":2,\"new\":[{}],\"newer\":null}]}";
    JournalRecord read = reader.read(text);

    assertThat(read.metrics()).isEqualTo(Map.of(Metric.CPU_PERCENT, 5.0));
    assertThat(read.signals()).isEqualTo(Map.of(Signal.ZOMBIES, Map.of("", 3.0)));
    assertThat(read.notes()).isEmpty();
    assertThat(read.top()).containsExactly(new TopProcess(1, "a", Double.NaN, 2, Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"ts\":\"2025-11-15T18:30:47Z\"}",
        "{\"state\":\"STABLE\"}",
        "{\"ts\":null,\"state\":\"STABLE\"}",
        "{\"ts\":\"yesterday\",\"state\":\"STABLE\"}",
        "{\"ts\":\"2025-11-15T18:30:47Z\",\"state\":\"WELL\"}",
        "{\"ts\":\"2025-11-15T18:30:47Z\",\"state\":null}",
        "{\"ts\":1,\"state\":\"STABLE\"}",
        "{]",
        "{\"ts\"}"
      })
  void withoutAMomentAndAStateItIsNoRecord(String text) {
    assertThatThrownBy(() -> reader.read(text))
        .isInstanceOf(MalformedRecordException.class)
        .message()
        .isNotEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"metrics\":{\"cpu_percent\":1e999}",
        "\"metrics\":{\"cpu_percent\":-1e999}",
        "\"metrics\":{\"cpu_percent\":NaN}",
        "\"metrics\":{\"cpu_percent\":\"x\"}",
        "\"metrics\":{\"latency_estimated\":1}",
        "\"metrics\":[]",
        "\"msg\":null",
        "\"state_cpu\":\"WELL\"",
        "\"alerts\":[{}]",
        "\"alerts\":{}",
        "\"alerts\":[{\"signal\":\"none\",\"instance\":\"\",\"state\":\"STABLE\","
            + "\"since\":\"2025-11-15T18:30:47Z\"}]",
        "\"alerts\":[{\"signal\":\"zombies\",\"instance\":\"\",\"state\":\"STABLE\","
            + "\"since\":\"then\"}]",
        "\"events\":[{\"type\":\"clock\",\"at\":\"2025-11-15T18:30:47Z\",\"by\":\"PT\"}]",
        "\"events\":[{\"type\":\"host\",\"at\":\"2025-11-15T18:30:47Z\"}]",
        "\"signals\":{\"zombies\":[]}",
        "\"top\":[{\"name\":\"a\",\"rss_bytes\":1}]",
        "\"top\":[{\"pid\":1,\"name\":\"a\"}]"
      })
  void aFieldThatIsNotWhatItShouldBeMakesTheLineMalformed(String field) {
    assertThatThrownBy(() -> reader.read(HEAD + "," + field + "}"))
        .isInstanceOf(MalformedRecordException.class);
  }

  @Test
  void numbersOfAnyLengthTakeNoTime() {
    String[] numbers = {
      "1e-2000000000", "0e2000000000", "1" + "0".repeat(900_000), "0." + "3".repeat(900_000)
    };
    for (String number : numbers) {
      long start = System.nanoTime();
      try {
        assertThat(reader.read(HEAD + ",\"metrics\":{\"load_1\":" + number + "}}")).isNotNull();
      } catch (MalformedRecordException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aLineThatIsCutAnywhereIsMalformed() {
    Property.forAll(random -> {
      String text = new RecordWriter().text(RandomRecords.next(random));
      String cut = text.substring(0, random.nextInt(text.length()));
      assertThatThrownBy(() -> reader.read(cut)).isInstanceOf(MalformedRecordException.class);
    });
  }

  @Test
  void aLineThatIsBrokenAnywhereIsMalformedOrARecord() {
    Property.forAll(random -> {
      byte[] bytes = new RecordWriter().write(RandomRecords.next(random)).toByteArray();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(reader.read(bytes, bytes.length - 1).message()).isNotNull();
      } catch (MalformedRecordException e) {
        assertThat(e).message().isNotEmpty();
      }
    });
  }
}
