package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFileTest {

  @TempDir private Path temporary;

  @BeforeEach
  void needsLinux() {
    Assumptions.assumeTrue(Libc.isAvailable());
  }

  @Test
  void writesANewFileThatOnlyItsOwnerReads() throws IOException {
    byte[] large = new byte[200_000];
    Arrays.fill(large, (byte) 'x');
    try (Folder folder = Folder.open(temporary.toRealPath());
        OpenFile file = folder.file(name("new"), true)) {
      assertThat(file).isNotNull();
      if (file != null) {
        file.write(large);
        assertThat(file.read(0, 300_000)).isEqualTo(large);
        assertThat(file.read(199_999, 10)).containsExactly('x');
        assertThat(file.status().mode() & 0777).isEqualTo(0600);
      }
      assertThat(folder.file(name("new"), true)).isNull();
    }
    assertThat(temporary.resolve("new")).hasBinaryContent(large);
  }

  @Test
  void aLinkIsNotOpened() throws IOException {
    Files.writeString(temporary.resolve("precious"), "x");
    Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("precious"));
    try (Folder folder = Folder.open(temporary.toRealPath())) {
      assertThat(folder.file(name("link"), false)).isNull();
      assertThat(folder.file(name("absent"), false)).isNull();
    }
  }

  @Test
  void aFolderBehindALinkIsNotOpenedWithoutLinks() throws IOException {
    Path real = Files.createDirectories(temporary.toRealPath().resolve("real/deep"));
    Path link = temporary.toRealPath().resolve("link");
    Files.createSymbolicLink(link, real.resolveSibling(""));
    try (Folder folder = Folder.openWithoutLinks(real)) {
      assertThat(folder.path()).isEqualTo(real.toString());
    }
    assertThatThrownBy(() -> Folder.openWithoutLinks(link.resolve("deep")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("link");
  }

  @Test
  void aHeadBecomesAHoleOrIsCutOffAndAFileCanBeEmptied() throws IOException {
    Path path = temporary.resolve("log");
    byte[] bytes = new byte[3 << 20];
    Arrays.fill(bytes, (byte) 'x');
    Files.write(path, bytes);
    try (Folder folder = Folder.open(temporary.toRealPath());
        OpenFile file = folder.file(name("log"), false)) {
      assertThat(file).isNotNull();
      if (file != null) {
        if (file.punchHead(1 << 20)) {
          assertThat(file.status().size()).isEqualTo(3 << 20);
          assertThat(file.status().bytes()).isLessThan(3 << 20);
        }
        if (file.cutHead(1 << 20)) {
          assertThat(file.status().size()).isEqualTo(2 << 20);
        }
        file.truncate(0);
        assertThat(file.status().bytes()).isZero();
      }
    }
  }

  @Test
  void aFileOfAnotherProcessIsOpenedByItsNumber() throws IOException, InterruptedException {
    Path path = temporary.resolve("held");
    Process process =
        new ProcessBuilder(
                "sh", "-c", "exec 5>\"$1\"; rm \"$1\"; echo ready; read x", "sh", "" + path)
            .start();
    try {
      assertThat(process.getInputStream().read()).isEqualTo('r');
      try (OpenFile file = OpenFile.of(Path.of("/proc"), (int) process.pid(), 5)) {
        assertThat(file.status().links()).isZero();
      }
      assertThatThrownBy(() -> OpenFile.of(Path.of("/proc"), (int) process.pid(), 6))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no such file");
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static byte[] name(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
