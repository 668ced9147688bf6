package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "monitoring-2025-11-15.jsonl",
        "monitoring-2025-11-15.1.jsonl",
        "monitoring-2025-11-15.999999999.jsonl.gz",
        "monitoring-2025-11-15.log",
        "average_metric_safe-2024-02-29.log.gz",
        "debug_log-0000-01-01.txt",
        "debug_log-2025-11-15.2.jsonl"
      })
  void aNameThatThisPackageMadeIsReadAndWrittenTheSame(String name) {
    assertThat(LogName.of(Path.of("/any", name))).extracting(LogName::fileName).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "monitoring.jsonl",
        "monitoring-2025-11-15",
        "monitoring-2025-11-15.txt",
        "monitoring-2025-11-15.0.jsonl",
        "monitoring-2025-11-15.01.jsonl",
        "monitoring-2025-11-15.1234567890.jsonl",
        "monitoring-2025-02-30.jsonl",
        "monitoring-2025-11-15.jsonl.gz.tmp",
        "monitoring-2025-11-15.jsonl.bz2",
        "Monitoring-2025-11-15.jsonl",
        "monitoring-2025-11-15.jsonl\n",
        "other-2025-11-15.jsonl",
        "monitoring_safe-2025-11-15.jsonl",
        "average_metric_safe-2025-11-15.jsonl"
      })
  void anyOtherNameIsNoneOfOurs(String name) {
    assertThat(LogName.of(Path.of("/any", name))).isNull();
  }

  @Test
  void theRootOfAFilesystemIsNoneOfOurs() {
    assertThat(LogName.of(Path.of("/"))).isNull();
  }

  @Test
  void namesSortFromTheOldestLineToTheNewest() {
    LogName first = new LogName(DailyFile.JOURNAL, Records.DAY, 0, true);
    LogName second = first.numbered(2);
    LogName third = first.numbered(10);
    LogName fourth = new LogName(DailyFile.JOURNAL, Records.DAY.plusDays(1), 0, false);

    assertThat(List.of(third, fourth, first, second).stream().sorted(LogName.IN_TIME))
        .containsExactly(first, second, third, fourth);
  }

  @Test
  void onlyTheHumanSummaryIsKeptLonger() {
    assertThat(DailyFile.ALL).filteredOn(DailyFile::isSafe).containsExactly(DailyFile.SUMMARY);
  }

  @Test
  void eachFamilyIsWhereTheContractHasIt() {
    Path root = Path.of("logs");
    assertThat(DailyFile.ALL.stream().map(family -> family.on(root, Records.DAY)))
        .containsExactly(
            Path.of("logs/json/monitoring-2025-11-15.jsonl"),
            Path.of("logs/log/monitoring-2025-11-15.log"),
            Path.of("logs/log/average_metric_safe-2025-11-15.log"),
            Path.of("logs/debug/debug_log-2025-11-15.txt"),
            Path.of("logs/debug/debug_log-2025-11-15.jsonl"));
  }
}
