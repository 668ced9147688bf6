package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFolderTest {

  @TempDir private Path root;

  @Test
  void eachStateFolderHasItsOwnWhichIsTheOwnersAlone() throws IOException {
    Path run = Files.createDirectory(root.resolve("run"));
    Path one = RuntimeFolder.of(root.resolve("one"), run, null);
    assertThat(one).hasParentRaw(run).isDirectory();
    assertThat(RuntimeFolder.of(root.resolve("two"), run, null)).isNotEqualTo(one);
    assertThat(RuntimeFolder.of(root.resolve("one"), run, null)).isEqualTo(one);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
        .isEqualTo("rwx------");
  }

  @Test
  void withoutRunItIsTheSessionsOrAtLastTheStatesOwn() throws IOException {
    Path session = Files.createDirectory(root.resolve("session"));
    Path none = root.resolve("none");
    assertThat(RuntimeFolder.of(root.resolve("one"), none, session.toString()))
        .hasParentRaw(session);
    assertThat(RuntimeFolder.of(root.resolve("one"), none, null)).hasParentRaw(root.resolve("one"));
  }
}
