package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressionTest {

  private static final String NAME = "monitoring-2025-11-15.jsonl";

  @TempDir private Path root;
  private final Compression compression = new Compression(new HostDisk(), () -> {});

  @Test
  void theGzipHoldsTheSameBytesAndTheSameTimeAndTheSourceIsGone() throws IOException {
    byte[] content = noise(300_000);
    Path source = Records.written(Files.write(root.resolve(NAME), content), Records.AT);
    compression.compress(source);

    Path gzip = root.resolve(NAME + ".gz");
    assertThat(plain(gzip)).isEqualTo(content);
    assertThat(Files.getLastModifiedTime(gzip).toInstant()).isEqualTo(Records.AT);
    assertThat(root).isDirectoryNotContaining("glob:**.{jsonl,tmp}");
  }

  @Test
  void anEmptyFileHasAGzipToo() throws IOException {
    compression.compress(Files.createFile(root.resolve(NAME)));

    assertThat(plain(root.resolve(NAME + ".gz"))).isEmpty();
  }

  @Test
  void whoSaysStopLeavesTheSourceAndNothingElse() throws IOException {
    Path source = Files.write(root.resolve(NAME), noise(300_000));
    Compression stopped =
        new Compression(
            new HostDisk(),
            () -> {
              throw new InterruptedIOException("stop");
            });

    assertThatThrownBy(() -> stopped.compress(source)).hasMessage("stop");
    assertThat(root).isDirectoryContaining(source::equals).isDirectoryNotContaining("glob:**.gz*");
  }

  @Test
  void aTemporaryFileThatCannotBeDeletedIsToldWithTheReason() throws IOException {
    Path source = Files.write(root.resolve(NAME), noise(300_000));
    Files.createDirectories(root.resolve(NAME + ".gz.tmp/not-empty"));

    assertThatThrownBy(() -> compression.compress(source))
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(source).exists();
  }

  @Test
  void aLinkIsNotCompressed() throws IOException {
    Path target = Files.write(root.resolve("elsewhere"), noise(10));
    Path link = Files.createSymbolicLink(root.resolve(NAME), target);

    assertThatThrownBy(() -> compression.compress(link)).isInstanceOf(IOException.class);
    assertThat(target).exists();
    assertThat(link).isSymbolicLink();
  }

  @Test
  void whereTheGzipIsWholeTheSourceIsDeleted() throws IOException {
    byte[] content = noise(200_000);
    Path source = both(content);
    compression.endHalfDone(source);

    assertThat(source).doesNotExist();
    assertThat(plain(root.resolve(NAME + ".gz"))).isEqualTo(content);
  }

  @Test
  void whereTheGzipIsCutTheSourceCounts() throws IOException {
    Path source = both(noise(200_000));
    Path gzip = root.resolve(NAME + ".gz");
    byte[] whole = Files.readAllBytes(gzip);
    for (int length : new int[] {0, 1, 10, 5000, whole.length - 4, whole.length - 1}) {
      Files.write(gzip, Arrays.copyOf(whole, length));
      compression.endHalfDone(source);

      assertThat(gzip).as("%d bytes", length).doesNotExist();
      assertThat(source).exists();
    }
  }

  @Test
  void whereTheGzipHoldsSomethingElseTheSourceCounts() throws IOException {
    for (int length : new int[] {0, 1, 199_999, 200_001}) {
      both(noise(length));
      Path source = Files.write(root.resolve(NAME), noise(200_000));
      compression.endHalfDone(source);

      assertThat(root.resolve(NAME + ".gz")).as("%d bytes", length).doesNotExist();
      assertThat(source).exists();
    }
  }

  @Test
  void whereThereIsNoGzipNothingIsDone() throws IOException {
    Path source = Files.write(root.resolve(NAME), noise(10));
    compression.endHalfDone(source);
    Files.createSymbolicLink(root.resolve(NAME + ".gz"), source);
    compression.endHalfDone(source);

    assertThat(source).exists();
    assertThat(root.resolve(NAME + ".gz")).isSymbolicLink();
  }

  @Test
  void aLinkInPlaceOfTheGzipIsLeftAlone() throws IOException {
    Path source = Files.write(root.resolve(NAME), noise(10));
    Path link = Files.createSymbolicLink(root.resolve(NAME + ".gz"), root.resolve("precious"));

    assertThatThrownBy(() -> compression.compress(source))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(link).isSymbolicLink();
    assertThat(source).exists();
  }

  @Test
  void temporariesAreOnlyThoseOfOurOwnNames() throws IOException {
    Path ours = Files.createFile(root.resolve(NAME + ".gz.tmp"));
    Files.createFile(root.resolve("backup.gz.tmp"));
    Files.createFile(root.resolve(NAME + ".tmp"));
    Files.createSymbolicLink(root.resolve("debug_log-2025-11-15.txt.gz.tmp"), ours);

    assertThat(compression.temporaries(root)).containsExactly(ours);
    assertThat(compression.temporaries(root.resolve("none"))).isEmpty();
  }

  /** The file with its gzip, as a crash before the deletion leaves them. */
  private Path both(byte[] content) throws IOException {
    Path source = Files.write(root.resolve(NAME), content);
    compression.compress(source);
    return Files.write(source, content);
  }

  private static byte[] plain(Path gzip) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(gzip))) {
      return in.readAllBytes();
    }
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }
}
