package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostDiskTest {

  @TempDir private Path root;
  private final Disk disk = new HostDisk();

  @Test
  void appendingMakesTheFileAndItsFolder() throws IOException {
    Path file = root.resolve("a/b/file");
    try (Disk.Output output = disk.append(file)) {
      assertThat(output.length()).isZero();
      assertThat(output.isTorn()).isFalse();
      output.write(bytes("one\nrest"), 4);
      output.sync();
    }

    assertThat(file).hasContent("one\n");
  }

  @Test
  void anOpenedFileTellsItsLengthAndWhetherItsLastLineIsTorn() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "one\n");
    try (Disk.Output output = disk.append(file)) {
      assertThat(output.length()).isEqualTo(4);
      assertThat(output.isTorn()).isFalse();
      output.write(bytes("tw"), 2);
    }
    try (Disk.Output output = disk.append(file)) {
      assertThat(output.length()).isEqualTo(6);
      assertThat(output.isTorn()).isTrue();
    }
  }

  @Test
  void afterACutWritingGoesOnAtTheEnd() throws IOException {
    Path file = root.resolve("file");
    try (Disk.Output output = disk.append(file)) {
      output.write(bytes("one\ntwo"), 7);
      output.truncate(4);
      output.write(bytes("three\n"), 6);
    }

    assertThat(file).hasContent("one\nthree\n");
  }

  @Test
  void anInterruptedThreadWritesToo() throws IOException {
    Path file = root.resolve("file");
    try (Disk.Output output = disk.append(file)) {
      Thread.currentThread().interrupt();
      output.write(bytes("one\n"), 4);
      output.sync();
      output.write(bytes("two\n"), 4);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(file).hasContent("one\ntwo\n");
  }

  @Test
  void aLinkIsNotWrittenTo() throws IOException {
    Path target = Files.writeString(root.resolve("target"), "precious");
    Path link = Files.createSymbolicLink(root.resolve("link"), target);

    assertThatThrownBy(() -> disk.append(link))
        .hasMessage(link + ": expected a file, found a symbolic link");
    assertThatThrownBy(() -> disk.create(link))
        .hasMessage(link + ": expected a file, found a symbolic link");
    assertThat(target).hasContent("precious");
  }

  @Test
  void aFolderIsNotAppendedTo() {
    assertThatThrownBy(() -> disk.append(root)).isInstanceOf(IOException.class);
  }

  @Test
  void aFileThatIsMadeAgainIsEmptied() throws IOException {
    Path file = root.resolve("new/file");
    for (String text : new String[] {"longer text", "short"}) {
      try (OutputStream out = disk.create(file)) {
        out.write(bytes(text));
      }
      disk.sync(file);
    }
    disk.syncFolder(root);

    assertThat(file).hasContent("short");
  }

  @Test
  void movingReplacesAndMakesTheFolder() throws IOException {
    Path one = Files.writeString(root.resolve("one"), "1");
    Path two = Files.writeString(root.resolve("two"), "2");
    disk.move(one, root.resolve("new/place"));
    disk.move(two, root.resolve("new/place"));

    assertThat(root.resolve("new/place")).hasContent("2");
    assertThat(one).doesNotExist();
    assertThat(two).doesNotExist();
  }

  @Test
  void deletingWhatIsGoneIsWell() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    disk.delete(file);
    disk.delete(file);

    assertThat(file).doesNotExist();
  }

  @Test
  void aFolderThatIsNotThereIsNotSynced() {
    assertThatThrownBy(() -> disk.syncFolder(root.resolve("none"))).isInstanceOf(IOException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
