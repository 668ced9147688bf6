package io.github.vigia.record;

import io.github.vigia.config.Settings;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.TopProcess;
import io.github.vigia.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Records, cycles and files of the journal as literals. */
final class Records {

  static final ZoneId ZONE = ZoneOffset.ofHours(-3);
  static final Instant AT = Instant.parse("2025-11-15T21:30:47.123Z");
  static final LocalDate DAY = LocalDate.of(2025, 11, 15);
  static final long NANOS = 5_000_000_000L;

  private Records() {}

  /** A record that tells itself apart by its number, which is its message. */
  static JournalRecord numbered(int number, Instant at) {
    return new JournalRecord(
        OffsetDateTime.ofInstant(at, ZONE),
        String.valueOf(number),
        State.STABLE,
        Map.of(),
        null,
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  /** The line of such a record, one second after the one before. */
  static byte[] line(int number) {
    return line(number, AT.plusSeconds(number));
  }

  static byte[] line(int number, Instant at) {
    Line line = new RecordWriter().write(numbered(number, at));
    return Arrays.copyOf(line.bytes(), line.size());
  }

  static byte[] lines(int from, int to) {
    Line all = new Line();
    for (int i = from; i < to; i++) {
      all.writeBytes(line(i));
    }
    return all.toByteArray();
  }

  /** A file of the journal that holds the lines from one number to before another. */
  static Path journal(Path root, String name, int from, int to) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, lines(from, to));
  }

  static Path written(Path file, Instant at) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(at));
  }

  /** The numbers that a reader finds. */
  static List<Integer> read(Path root) throws IOException {
    try (JournalReader reader = new JournalReader(root)) {
      return rest(reader);
    }
  }

  static List<Integer> rest(JournalReader reader) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    JournalRecord next = reader.next();
    while (next != null) {
      numbers.add(Integer.valueOf(next.message()));
      next = reader.next();
    }
    return numbers;
  }

  static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  /** The default settings under {@code root}, with other limits. */
  static Settings.Logs logs(Path root, long maxBytes, long maxFileBytes) {
    Settings.Logs logs = Settings.defaults().logs();
    return new Settings.Logs(
        root,
        root.resolve(".cache"),
        logs.level(),
        maxBytes,
        maxFileBytes,
        logs.rotateAfter(),
        logs.compressAfter(),
        logs.keep(),
        logs.safeRotateAfter(),
        logs.keepSafe(),
        logs.summaryEvery(),
        logs.summaryWindow(),
        logs.averageWindow());
  }

  static Settings.Logs logs(Path root) {
    return logs(root, 1 << 30, 1 << 30);
  }

  static Sample value(Metric metric, double value) {
    return value(metric, "", value, NANOS);
  }

  static Sample value(Metric metric, String instance, double value, long nanos) {
    return new Sample(metric, instance, new Reading.Value(value), nanos);
  }

  static Snapshot snapshot(Sample... samples) {
    return new Snapshot(AT, NANOS, List.of(samples), List.of());
  }

  static Cycle cycle(Snapshot snapshot, State host, List<Verdict> verdicts, Event... events) {
    return new Cycle(
        snapshot, new Evaluation(host, verdicts, List.of(events), Set.of()), List.of());
  }

  /** A calm cycle some time after {@link #AT}. */
  static Cycle later(long seconds, List<TopProcess> top, Sample... samples) {
    long nanos = NANOS + seconds * 1_000_000_000L;
    return cycle(
        new Snapshot(AT.plusSeconds(seconds), nanos, List.of(samples), top),
        State.STABLE,
        List.of());
  }
}
