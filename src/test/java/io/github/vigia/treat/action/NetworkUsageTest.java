package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkUsageTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

  @TempDir private Path folder;

  private NetworkUsage usage() {
    return new NetworkUsage(new KeptText(folder.resolve("network_usage_learning_safe.jsonl")));
  }

  @Test
  void theLimitIsTwentyGibibytesBeforeThereIsAWeek() throws IOException {
    NetworkUsage usage = usage();
    usage.count(TODAY, 0);

    assertThat(usage.limit(TODAY)).isEqualTo(20L << 30);
    usage.count(TODAY, (20L << 30) + 1);
    assertThat(usage.isExceeded(TODAY)).isTrue();
  }

  @Test
  void theLimitIsTheSumOfSevenDaysAndAFifth() throws IOException {
    NetworkUsage usage = usage();
    long total = 0;
    usage.count(TODAY.minusDays(7), 0);
    for (int i = 7; i >= 1; i--) {
      total += 100;
      usage.count(TODAY.minusDays(i), total);
    }
    usage.count(TODAY, total + 240);

    assertThat(usage.limit(TODAY)).isEqualTo(840);
    assertThat(usage.week(TODAY)).isEqualTo(840);
    assertThat(usage.isExceeded(TODAY)).isFalse();
    usage.count(TODAY, total + 241);
    assertThat(usage.isExceeded(TODAY)).isTrue();
  }

  @Test
  void aCounterThatBeganAnewCountsFromZero() throws IOException {
    NetworkUsage usage = usage();
    usage.count(TODAY, 1000);
    usage.count(TODAY, 1100);
    usage.count(TODAY, 30);

    assertThat(usage.week(TODAY)).isEqualTo(130);
  }

  @Test
  void whatWasLearnedIsKeptAndAHalfWrittenLineIsSkipped() throws IOException {
    NetworkUsage usage = usage();
    usage.count(TODAY, 0);
    usage.count(TODAY, 77);
    usage.save();
    Path file = folder.resolve("network_usage_learning_safe.jsonl");
    assertThat(file).hasContent("{\"date\":\"2026-11-25\",\"bytes\":77}\n");
    Files.writeString(
        file, Files.readString(file) + "{\"date\":\"2026-13-45\",\"bytes\":1}\n{\"da");

    NetworkUsage next = usage();
    next.count(TODAY, 5000);

    assertThat(next.week(TODAY)).isEqualTo(77);
  }
}
