package io.github.vigia.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateFileTest {

  @TempDir private Path root;

  @Test
  void whereThereIsNoFileThereIsNoContent() throws IOException {
    assertThat(new StateFile(root.resolve("none/state.json")).read()).isNull();
  }

  @Test
  void whatWasWrittenLastIsRead() throws IOException {
    StateFile state = new StateFile(root.resolve("made/state.json"));
    state.write("old".getBytes(UTF_8));
    state.write("new".getBytes(UTF_8));

    assertThat(state.read()).asString(UTF_8).isEqualTo("new");
    assertThat(root.resolve("made")).isDirectoryNotContaining("glob:**.tmp");
  }

  @ParameterizedTest
  @EnumSource
  void atAnyMomentTheContentIsTheOldOrTheNew(FaultyDisk.Fault fault) throws IOException {
    Path file = root.resolve("state.json");
    new StateFile(file).write("the old".getBytes(UTF_8));
    List<String> seen = new ArrayList<>();
    for (int at = 1; at <= 6; at++) {
      tryToWrite(new StateFile(new FaultyDisk(fault, at), file));
      seen.add(new String(read(file), UTF_8));
    }

    assertThat(seen).containsOnly("the old", "the new").startsWith("the old").endsWith("the new");
    new StateFile(file).write("after".getBytes(UTF_8));
    assertThat(read(file)).asString(UTF_8).isEqualTo("after");
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path target = Files.writeString(root.resolve("target"), "precious");
    Path link = Files.createSymbolicLink(root.resolve("state.json"), target);
    assertThat(new StateFile(link).read()).isNull();

    new StateFile(link).write("mine".getBytes(UTF_8));
    assertThat(target).hasContent("precious");
    assertThat(link).isRegularFile().hasContent("mine");
  }

  @Test
  void whatIsTooLargeWasNotWrittenHere() throws IOException {
    Path file = Files.write(root.resolve("state.json"), new byte[(1 << 20) + 1]);

    assertThatThrownBy(() -> new StateFile(file).read())
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": 1048577 bytes, expected at most 1048576");
  }

  @Test
  void theRootOfAFilesystemIsNoFile() {
    assertThatThrownBy(() -> new StateFile(Path.of("/")).write(new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage("/: expected the path of a file");
  }

  private static byte[] read(Path file) throws IOException {
    byte[] content = new StateFile(file).read();
    return content == null ? new byte[0] : content;
  }

  private static void tryToWrite(StateFile state) {
    try {
      state.write("the new".getBytes(UTF_8));
    } catch (IOException | FaultyDisk.Death e) {
      assertThat(e).isNotNull();
    }
  }
}
