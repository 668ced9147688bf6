package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFileTest {

  @TempDir private Path folder;
  private Path path = Path.of("");

  @BeforeEach
  void choosePath() {
    path = folder.resolve("file");
  }

  @Test
  void eachReadIsTheFileAsItIsNow() throws IOException {
    try (HostFile file = new HostFile(path)) {
      Files.writeString(path, "1 long line\n");
      assertThat(all(file)).isEqualTo("1 long line\n");
      Files.writeString(path, "2\n");
      assertThat(all(file)).isEqualTo("2\n");
      assertThat(file.read().number()).isEqualTo(2);
      assertThat(file.read().number()).isEqualTo(2);
    }
  }

  @Test
  void aFileLargerThanExpectedIsReadWhole() throws IOException {
    String text = "0123456789".repeat(1000);
    Files.writeString(path, text);
    try (HostFile file = new HostFile(path, 16)) {
      assertThat(all(file)).isEqualTo(text);
      assertThat(all(file)).isEqualTo(text);
    }
    Files.writeString(path, "0123456789abcdef");
    try (HostFile file = new HostFile(path, 16)) {
      assertThat(all(file)).isEqualTo("0123456789abcdef");
    }
  }

  @Test
  void anEmptyFileIsAnEmptyText() throws IOException {
    Files.writeString(path, "");
    try (HostFile file = new HostFile(path)) {
      assertThat(file.read().atEnd()).isTrue();
    }
  }

  @Test
  void aMissingFileIsNotPresentAndMayComeLater() throws IOException {
    try (HostFile file = new HostFile(path)) {
      assertThatExceptionOfType(NotPresentException.class)
          .isThrownBy(file::read)
          .withMessage(path.toString());
      Files.writeString(path, "7");
      assertThat(file.read().number()).isEqualTo(7);
    }
  }

  @Test
  void aFolderFailsEachTimeAnew() throws IOException {
    Files.createDirectory(path);
    try (HostFile file = new HostFile(path)) {
      assertThatIOException().isThrownBy(file::read).isNotInstanceOf(NotPresentException.class);
      assertThatIOException().isThrownBy(file::read).isNotInstanceOf(NotPresentException.class);
      Files.delete(path);
      Files.writeString(path, "8");
      assertThat(file.read().number()).isEqualTo(8);
    }
  }

  @Test
  void aFileThatNeverEndsIsGivenUp() throws IOException {
    try (HostFile file = new HostFile(Path.of("/dev/zero"))) {
      assertThatIOException().isThrownBy(file::read).withMessageContaining("larger than");
    }
  }

  @Test
  void canBeReadAgainAfterItWasClosed() throws IOException {
    Files.writeString(path, "9");
    HostFile file = new HostFile(path);
    file.close();
    file.close();
    assertThat(file.read().number()).isEqualTo(9);
    file.close();
  }

  @Test
  void aComplaintNamesTheFile() throws IOException {
    Files.writeString(path, "x");
    try (HostFile file = new HostFile(path)) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> file.read().number())
          .withMessage(path + " line 1:1: expected a number, found 'x'");
    }
  }

  @Test
  void anAttributeIsOneReadOf128Bytes() throws IOException {
    Files.writeString(path, "x".repeat(200));
    try (SysAttribute attribute = new SysAttribute(path)) {
      assertThat(attribute.read().length()).isEqualTo(128);
      Files.writeString(path, "0x1003\n");
      assertThat(attribute.hex()).isEqualTo(0x1003);
      Files.writeString(path, " Package id 0 \nmore");
      assertThat(attribute.line()).isEqualTo("Package id 0");
      Files.writeString(path, "");
      assertThat(attribute.line()).isEmpty();
      assertThatExceptionOfType(MalformedException.class).isThrownBy(attribute::number);
      Files.writeString(path, "-39999\n");
      assertThat(attribute.number()).isEqualTo(-39999);
      assertThatExceptionOfType(MalformedException.class).isThrownBy(attribute::hex);
    }
  }

  private static String all(HostFile file) throws IOException {
    Text text = file.read();
    return text.slice(0, text.length());
  }
}
