package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.model.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastTsTest {

  @TempDir private Path cache;

  @Test
  void theFileIsTheContracts() throws IOException {
    LastTs.of(Records.AT, Records.ZONE).write(cache);

    assertThat(cache.resolve("last_ts.json"))
        .hasContent(
            """
            {"last_time":1763242247.123,"last_time_iso":"2025-11-15T18:30:47.123-03:00"}
            """);
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    assertThat(LastTs.read(cache)).isNull();
    LastTs written = LastTs.of(Records.AT, Records.ZONE);
    written.write(cache);

    assertThat(LastTs.read(cache)).isEqualTo(written);
  }

  @Test
  void aFileOfTheOriginalIsRead() throws IOException {
    put("{\"last_time\": 1763242247.5, \"other\": [1, {}]}");

    assertThat(LastTs.read(cache)).isEqualTo(new LastTs(1763242247.5, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "no json", "[]", "null", "{}", "{\"last_time\":\"yesterday\"}"})
  void whatIsNotSuchAFileIsAnErrorThatNamesIt(String content) throws IOException {
    put(content);

    assertThatThrownBy(() -> LastTs.read(cache))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(cache.resolve("last_ts.json") + ": ");
  }

  @Test
  void nestingWithoutEndIsAnErrorToo() throws IOException {
    put("{\"a\":" + "[".repeat(1 << 19));

    assertThatThrownBy(() -> LastTs.read(cache)).isInstanceOf(IOException.class);
  }

  @Test
  void aFileThatIsBrokenDoesNotHarmTheReadersOfTheJournal() throws IOException {
    String line =
        new RecordWriter()
            .text(Records.numbered(1, Records.AT))
            .replace("\"events\"", "\"signals\":{\"disk_percent\":{\"a\\nb\":1}},\"events\"");
    put("{\"last_time\":\"yesterday\"}");
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> LastTs.read(cache)).isInstanceOf(IOException.class);
      assertThat(new RecordReader().read(line).signals())
          .isEqualTo(Map.of(Signal.DISK, Map.of("a\nb", 1.0)));
    }
  }

  private void put(String content) throws IOException {
    Files.writeString(cache.resolve("last_ts.json"), content);
  }
}
