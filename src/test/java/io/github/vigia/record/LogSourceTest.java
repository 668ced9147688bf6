package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSourceTest {

  @TempDir private Path root;

  @Test
  void oneFileComesAfterTheOther() throws IOException {
    Records.journal(root, "archive/monitoring-2025-11-14.jsonl", 0, 1);
    Records.journal(root, "json/monitoring-2025-11-15.jsonl", 1, 2);
    LogSource source = new LogSource(root);

    LogName first = name(source.after(null));
    LogName second = name(source.after(first));
    assertThat(first).isEqualTo(LogName.of(Path.of("monitoring-2025-11-14.jsonl")));
    assertThat(second).isEqualTo(LogName.of(Path.of("monitoring-2025-11-15.jsonl")));
    assertThat(source.after(second)).isNull();
  }

  @Test
  void anOffsetCountsPlainBytesInAGzipToo() throws IOException {
    Path file = Records.journal(root, "archive/monitoring-2025-11-14.jsonl", 0, 3);
    new Compression(new HostDisk(), () -> {}).compress(file);
    LogSource source = new LogSource(root);
    LogFolders.Found found = source.files().getFirst();

    try (Lines lines = lines(source.open(found, Records.line(0).length))) {
      assertThat(lines.next()).isTrue();
      assertThat(text(lines) + "\n").isEqualTo(new String(Records.line(1), StandardCharsets.UTF_8));
    }
  }

  @Test
  void anOffsetBeyondTheEndIsToldWhenItIsRead() throws IOException {
    Records.journal(root, "json/monitoring-2025-11-15.jsonl", 0, 1);
    LogSource source = new LogSource(root);
    LogFolders.Found found = source.files().getFirst();

    try (Lines lines = lines(source.open(found, 1_000_000))) {
      assertThatThrownBy(lines::next).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatIsNoGzipIsToldWhenItIsRead() throws IOException {
    Records.journal(root, "archive/monitoring-2025-11-14.jsonl.gz", 0, 1);

    try (Lines lines = lines(new LogSource(root).after(null))) {
      assertThatThrownBy(lines::next).isInstanceOf(ZipException.class);
    }
  }

  @Test
  void aFileThatIsGoneSinceItWasFoundIsNotOpened() throws IOException {
    Path file = Records.journal(root, "json/monitoring-2025-11-15.jsonl", 0, 1);
    LogSource source = new LogSource(root);
    LogFolders.Found found = source.files().getFirst();
    Files.delete(file);

    assertThat(source.open(found, 0)).isNull();
  }

  @Test
  void aFileThatTookThePlaceOfTheOneThatWasFoundIsNotOpened() throws IOException {
    Path file = Records.journal(root, "json/monitoring-2025-11-15.jsonl", 0, 1);
    LogSource source = new LogSource(root);
    LogFolders.Found found = source.files().getFirst();
    new HostDisk().move(file, root.resolve("archive/monitoring-2025-11-15.jsonl"));
    Records.journal(root, "json/monitoring-2025-11-15.jsonl", 1, 2);

    assertThat(source.open(found, 0)).isNull();
    assertThat(Records.read(root)).containsExactly(0, 1);
  }

  @Test
  void aLinkInPlaceOfTheFileThatWasFoundIsNotFollowed() throws IOException {
    Path file = Records.journal(root, "json/monitoring-2025-11-15.jsonl", 0, 1);
    LogSource source = new LogSource(root);
    LogFolders.Found found = source.files().getFirst();
    new HostDisk().move(file, root.resolve("elsewhere"));
    Files.createSymbolicLink(file, root.resolve("elsewhere"));

    assertThatThrownBy(() -> source.open(found, 0)).isInstanceOf(IOException.class);
  }

  private static @Nullable LogName name(LogSource.@Nullable Opened opened) throws IOException {
    if (opened == null) {
      return null;
    }
    opened.lines().close();
    return opened.found().name();
  }

  private static Lines lines(LogSource.@Nullable Opened opened) {
    return Objects.requireNonNull(opened).lines();
  }

  private static String text(Lines lines) {
    return new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8);
  }
}
