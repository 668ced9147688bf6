package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.Property;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.TopProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordWriterTest {

  private final RecordWriter writer = new RecordWriter();
  private final RecordReader reader = new RecordReader();

  @Test
  void eachFieldOfTheContractIsOnEachLineAndTheUnknownIsNull() {
    assertThat(writer.text(Records.numbered(7, Records.AT)))
        .isEqualTo(
            """
            {"ts":"2025-11-15T18:30:47.123-03:00","level":"INFO","msg":"7","state":"STABLE",\
            "timestamp":"2025-11-15 18:30:47","metrics":{"cpu_percent":null,"cpu_freq_ghz":null,\
            "memory_percent":null,"memory_used_bytes":null,"memory_total_bytes":null,\
            "disk_percent":null,"disk_used_bytes":null,"disk_total_bytes":null,\
            "bytes_sent":null,"bytes_recv":null,"ping_ms":null,"latency_ms":null,\
            "latency_method":null,"latency_estimated":null,"temperature":null,\
            "network_loss_percent":null,"load_1":null,"load_5":null,"load_15":null,\
            "net_in_mbps":null,"net_out_mbps":null},"state_cpu":null,"state_ram":null,\
            "state_disk":null,"state_ping":null,"state_latency":null,"state_bytes_sent":null,\
            "state_bytes_recv":null,"alerts":[],"events":[]}\
            """);
  }

  @Test
  void whatIsKnownStandsInItsField() {
    String text = writer.text(known());

    assertThat(text)
        .contains("\"level\":\"CRITICAL\"", "\"state\":\"CRITICAL\"")
        .contains("\"cpu_percent\":0,", "\"disk_percent\":82.125,", "\"bytes_sent\":1245540515,")
        .contains("\"latency_method\":\"tcp\",\"latency_estimated\":true,")
        .contains("\"state_cpu\":\"STABLE\"", "\"state_disk\":\"CRITICAL\"")
        .contains(
            """
            "alerts":[{"signal":"disk_percent","instance":"/var \\"x\\"","state":"CRITICAL",\
            "value":96.5,"since":"2025-11-15T21:30:47.123Z"},{"signal":"temperature",\
            "instance":"cpu","state":"UNKNOWN","value":null,"since":"2025-11-15T21:30:47.123Z"}]\
            """)
        .endsWith(
            """
            "signals":{"disk_percent":{"/":82.125,"/var":null},"inodes_percent":{}},\
            "top":[{"pid":42,"name":"java","cpu_percent":12.5,"rss_bytes":1048576,\
            "io_bytes_per_second":null}]}\
            """);
  }

  @Test
  void eachKindOfEventHasItsFields() {
    assertThat(writer.text(known()))
        .contains(
            """
            "events":[{"type":"state","signal":"cpu_percent","instance":"","from":"STABLE",\
            "to":"WARNING","value":80,"at":"2025-11-15T21:30:47.123Z","text":"one"},\
            {"type":"host","from":"WARNING","to":"CRITICAL","at":"2025-11-15T21:30:47.123Z",\
            "text":"two"},{"type":"flapping","signal":"disk_percent","instance":"/",\
            "began":true,"at":"2025-11-15T21:30:47.123Z","text":"three"},{"type":"clock",\
            "by":"PT-1M","at":"2025-11-15T21:30:47.123Z","text":"four"}]\
            """);
  }

  @Test
  void theProbesMethodIsIcmpWhereLatencyIsNotEstimated() {
    JournalRecord plain = known();
    JournalRecord icmp =
        new JournalRecord(
            plain.time(),
            plain.message(),
            plain.state(),
            plain.metrics(),
            false,
            plain.states(),
            plain.alerts(),
            plain.notes(),
            plain.signals(),
            plain.top());

    assertThat(writer.text(icmp))
        .contains("\"latency_method\":\"icmp\",\"latency_estimated\":false,");
  }

  @Test
  void everyRecordIsReadBackTheSame() {
    Property.forAll(random -> {
      JournalRecord journal = RandomRecords.next(random);
      String text = writer.text(journal);

      assertThat(text.lines().count()).isOne();
      assertThat(read(text)).isEqualTo(journal);
    });
  }

  @Test
  void longTextsAreReadBackTheSameWhereverTheirPairsStand() {
    for (int length = 505; length < 520; length++) {
      String text = "x".repeat(length) + "\uD83D\uDE00é".repeat(600);
      JournalRecord plain = Records.numbered(1, Records.AT);
      JournalRecord longer =
          new JournalRecord(
              plain.time(),
              text,
              plain.state(),
              plain.metrics(),
              null,
              plain.states(),
              List.of(),
              List.of(),
              Map.of(Signal.DISK, Map.of(text, 1.0)),
              List.of(new TopProcess(1, text, 1, 2, 3)));

      assertThat(read(writer.text(longer))).isEqualTo(longer);
    }
  }

  @Test
  void everyLineIsStrictUtf8() {
    Property.forAll(random -> {
      Line line = writer.write(RandomRecords.next(random));
      byte[] bytes = line.toByteArray();
      String text = new String(bytes, StandardCharsets.UTF_8);

      assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
      assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
    });
  }

  @Test
  void whatIsNoNumberIsNullWhateverTheName() {
    for (String instance : List.of("plain", "lone \uD83D")) {
      Map<String, Double> values = new TreeMap<>();
      values.put(instance, Double.POSITIVE_INFINITY);
      values.put(instance + "2", Double.NEGATIVE_INFINITY);
      JournalRecord plain = Records.numbered(1, Records.AT);
      JournalRecord infinite =
          new JournalRecord(
              plain.time(),
              plain.message(),
              plain.state(),
              Map.of(Metric.CPU_PERCENT, Double.NEGATIVE_INFINITY),
              null,
              Map.of(),
              List.of(),
              List.of(),
              Map.of(Signal.DISK, values),
              List.of());
      JournalRecord back = read(writer.text(infinite));

      assertThat(back.metrics()).isEmpty();
      assertThat(back.signals().get(Signal.DISK))
          .hasSize(2)
          .allSatisfy((_, v) -> assertThat(v).isNaN());
    }
  }

  private JournalRecord read(String text) {
    try {
      return reader.read(text);
    } catch (MalformedRecordException e) {
      throw new AssertionError(text, e);
    }
  }

  private static JournalRecord known() {
    Condition disk = new Condition(Signal.DISK, "/var \"x\"");
    Condition sensor = new Condition(Signal.TEMPERATURE, "cpu");
    Map<String, Double> mounts = new TreeMap<>(Map.of("/", 82.125, "/var", Double.NaN));
    return new JournalRecord(
        Records.AT.atZone(Records.ZONE).toOffsetDateTime(),
        "CPU 0%",
        State.CRITICAL,
        Map.of(
            Metric.CPU_PERCENT, 0.0, Metric.DISK_PERCENT, 82.125, Metric.BYTES_SENT, 1245540515.0),
        true,
        Map.of(Signal.CPU, State.STABLE, Signal.DISK, State.CRITICAL),
        List.of(
            new JournalRecord.Alert(disk, State.CRITICAL, 96.5, Records.AT),
            new JournalRecord.Alert(sensor, State.UNKNOWN, null, Records.AT)),
        List.of(
            note(
                new Event.StateChanged(
                    Records.AT,
                    new Condition(Signal.CPU, ""),
                    State.STABLE,
                    State.WARNING,
                    new Reading.Value(80)),
                "one"),
            note(new Event.HostStateChanged(Records.AT, State.WARNING, State.CRITICAL), "two"),
            note(new Event.Flapping(Records.AT, new Condition(Signal.DISK, "/"), true), "three"),
            note(new Event.ClockJumped(Records.AT, Duration.ofMinutes(-1)), "four")),
        new TreeMap<>(Map.of(Signal.DISK, mounts, Signal.INODES, Map.of())),
        List.of(new TopProcess(42, "java", 12.5, 1 << 20, Double.NaN)));
  }

  private static JournalRecord.Note note(Event event, String text) {
    return new JournalRecord.Note(event, text);
  }
}
