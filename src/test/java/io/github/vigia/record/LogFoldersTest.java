package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFoldersTest {

  @TempDir private Path root;

  @Test
  void whereNothingWasWrittenNothingIsFound() throws IOException {
    assertThat(new LogFolders(root.resolve("none")).all()).isEmpty();
  }

  @Test
  void aFileInPlaceOfAFolderHoldsNothing() throws IOException {
    Files.writeString(root.resolve("json"), "not a folder");
    Files.writeString(root.resolve("archive"), "not a folder");

    assertThat(new LogFolders(root).all()).isEmpty();
  }

  @Test
  void filesComeFromTheOldestLineToTheNewestTheArchiveBeforeTheFileThatIsWritten()
      throws IOException {
    file("json/monitoring-2025-11-15.jsonl");
    file("archive/monitoring-2025-11-15.jsonl.gz");
    file("archive/monitoring-2025-11-15.10.jsonl");
    file("archive/monitoring-2025-11-15.2.jsonl.gz");
    file("archive/monitoring-2025-11-14.1.jsonl.gz");
    file("json/monitoring-2025-11-13.jsonl");

    assertThat(new LogFolders(root).of(DailyFile.JOURNAL))
        .extracting(found -> found.name().fileName())
        .containsExactly(
            "monitoring-2025-11-13.jsonl",
            "monitoring-2025-11-14.1.jsonl.gz",
            "monitoring-2025-11-15.jsonl.gz",
            "monitoring-2025-11-15.2.jsonl.gz",
            "monitoring-2025-11-15.10.jsonl",
            "monitoring-2025-11-15.11.jsonl");
  }

  @Test
  void eachFamilyHasItsOwnFiles() throws IOException {
    file("json/monitoring-2025-11-15.jsonl");
    file("log/monitoring-2025-11-15.log");
    file("log/average_metric_safe-2025-11-15.log");
    file("debug/debug_log-2025-11-15.txt");
    file("debug/debug_log-2025-11-15.jsonl");
    // In the folder of another family it is a file that nobody appends to.
    file("debug/monitoring-2025-11-15.jsonl");

    assertThat(new LogFolders(root).all())
        .extracting(found -> root.relativize(found.path()).toString())
        .containsExactly(
            "json/monitoring-2025-11-15.jsonl",
            "log/monitoring-2025-11-15.log",
            "log/average_metric_safe-2025-11-15.log",
            "debug/debug_log-2025-11-15.txt",
            "debug/debug_log-2025-11-15.jsonl");
  }

  @Test
  void linksFoldersAndOthersFilesAreNotOurs() throws IOException {
    Path target = file("elsewhere/monitoring-2025-11-15.jsonl");
    Files.createDirectories(root.resolve("json"));
    Files.createSymbolicLink(root.resolve("json/monitoring-2025-11-15.jsonl"), target);
    Files.createDirectories(root.resolve("json/monitoring-2025-11-14.jsonl"));
    Files.createDirectories(root.resolve("archive"));
    Files.createSymbolicLink(root.resolve("archive/monitoring-2025-11-13.jsonl.gz"), target);
    file("json/notes.txt");
    file("json/monitoring-2025-11-12.1.jsonl");
    file("json/monitoring-2025-11-12.jsonl.gz");

    assertThat(new LogFolders(root).all()).isEmpty();
  }

  @Test
  void aFileThatIsInTheArchiveAlreadyIsNotFoundTwice() throws IOException {
    Path live = file("json/monitoring-2025-11-15.jsonl");
    Files.createDirectories(root.resolve("archive"));
    Files.createLink(root.resolve("archive/monitoring-2025-11-15.jsonl"), live);

    assertThat(new LogFolders(root).of(DailyFile.JOURNAL))
        .singleElement()
        .extracting(LogFolders.Found::archived)
        .isEqualTo(true);
  }

  @Test
  void whatIsHalfCompressedAppearsTwice() throws IOException {
    file("archive/monitoring-2025-11-15.jsonl");
    file("archive/monitoring-2025-11-15.jsonl.gz");

    assertThat(new LogFolders(root).of(DailyFile.JOURNAL)).hasSize(2);
    assertThat(new LogSource(root).files())
        .singleElement()
        .extracting(found -> found.name().compressed())
        .isEqualTo(false);
  }

  @Test
  void theSizeIsThatOfTheFile() throws IOException {
    file("json/monitoring-2025-11-15.jsonl");

    assertThat(new LogFolders(root).all())
        .singleElement()
        .extracting(LogFolders.Found::size)
        .isEqualTo(2L);
  }

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "{}");
  }
}
