package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalEndTest {

  private static final String LIVE = "json/monitoring-2025-11-15.jsonl";
  private static final String ARCHIVED = "archive/monitoring-2025-11-15.jsonl";

  @TempDir private Path root;

  @Test
  void noJournalHasNoEnd() throws IOException {
    assertThat(last()).isNull();
  }

  @Test
  void itIsTheLastLineOfTheNewestFile() throws IOException {
    Records.journal(root, ARCHIVED, 0, 10);
    Records.journal(root, LIVE, 10, 12);

    assertThat(last()).isEqualTo("11");
  }

  @Test
  void ofAFileWithOneLineItIsThatLine() throws IOException {
    Records.journal(root, LIVE, 3, 4);

    assertThat(last()).isEqualTo("3");
  }

  @Test
  void inALongFileItIsFoundFromTheEnd() throws IOException {
    Records.journal(root, LIVE, 0, 300);

    assertThat(last()).isEqualTo("299");
  }

  @Test
  void aTornLineIsNotTheEnd() throws IOException {
    append(Records.journal(root, LIVE, 0, 2), Arrays.copyOf(Records.line(2), 100));

    assertThat(last()).isEqualTo("1");
  }

  @Test
  void aLongStretchOfOtherLinesIsPassedOver() throws IOException {
    Path file = Records.journal(root, LIVE, 0, 2);
    append(file, "no json\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));

    assertThat(last()).isEqualTo("1");
  }

  @Test
  void beyondTheLongestLinesItIsGivenUpAndAnOlderFileHasTheEnd() throws IOException {
    Records.journal(root, ARCHIVED, 0, 2);
    append(Records.journal(root, LIVE, 2, 3), new byte[6 << 20]);

    assertThat(last()).isEqualTo("1");
  }

  @Test
  void whereTheNewestFileHasNoRecordAnOlderOneHas() throws IOException {
    Records.journal(root, "archive/monitoring-2025-11-14.jsonl", 0, 2);
    append(Records.journal(root, ARCHIVED, 2, 2), "no json\n".getBytes(StandardCharsets.UTF_8));
    Records.journal(root, LIVE, 2, 2);

    assertThat(last()).isEqualTo("1");
  }

  @Test
  void anArchiveIsReadToItsEnd() throws IOException {
    Path file = Records.journal(root, ARCHIVED, 0, 500);
    append(file, new byte[2 << 20]);
    append(file, "\nno json\n".getBytes(StandardCharsets.UTF_8));
    gzip(file);

    assertThat(last()).isEqualTo("499");
  }

  @Test
  void ofADamagedArchiveItIsTheLastThatCanBeRead() throws IOException {
    Path gzip = gzip(Records.journal(root, ARCHIVED, 0, 2000));
    byte[] whole = Files.readAllBytes(gzip);
    Files.write(gzip, Arrays.copyOf(whole, whole.length / 2));

    assertThat(Integer.parseInt(String.valueOf(last()))).isBetween(1, 1998);
  }

  @Test
  void anArchiveThatIsNoGzipHasNoEnd() throws IOException {
    Records.journal(root, "archive/monitoring-2025-11-14.jsonl", 0, 2);
    Files.writeString(root.resolve(ARCHIVED + ".gz"), "no gzip");

    assertThat(last()).isEqualTo("1");
  }

  private @Nullable String last() throws IOException {
    JournalRecord last = new JournalEnd(root).read();
    return last == null ? null : last.message();
  }

  private static Path gzip(Path file) throws IOException {
    new Compression(new HostDisk(), () -> {}).compress(file);
    return Compression.compressed(file);
  }

  private static void append(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.APPEND);
  }
}
