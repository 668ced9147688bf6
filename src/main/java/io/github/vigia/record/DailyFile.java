package io.github.vigia.record;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * A family of files, one for each local day of the host: {@code json/monitoring-2026-11-22.jsonl}.
 *
 * @param folder name of the folder under the log root
 */
record DailyFile(String folder, String name, String extension) {

  static final DailyFile JOURNAL = new DailyFile("json", "monitoring", "jsonl");
  static final DailyFile HUMAN = new DailyFile("log", "monitoring", "log");
  static final DailyFile SUMMARY = new DailyFile("log", "average_metric_safe", "log");
  static final DailyFile OWN_TEXT = new DailyFile("debug", "debug_log", "txt");
  static final DailyFile OWN_JSON = new DailyFile("debug", "debug_log", "jsonl");

  static final List<DailyFile> ALL = List.of(JOURNAL, HUMAN, SUMMARY, OWN_TEXT, OWN_JSON);

  /** Where the archive of all families is, under the log root. */
  static final String ARCHIVE = "archive";

  Path on(Path root, LocalDate day) {
    return root.resolve(folder).resolve(name + "-" + day + "." + extension);
  }

  /** Whether it is kept longer than others. */
  boolean isSafe() {
    return name.endsWith("_safe");
  }
}
