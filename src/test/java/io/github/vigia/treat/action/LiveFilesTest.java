package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.Folder;
import io.github.vigia.kernel.Libc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveFilesTest {

  @TempDir private Path procfs;

  @BeforeEach
  void needsLinux() {
    Assumptions.assumeTrue(Libc.isAvailable());
  }

  @Test
  void whoCanNotBeLookedIntoIsRemembered() throws IOException {
    process("70");
    Files.createDirectories(procfs.resolve("70/fd"));
    Files.createSymbolicLink(procfs.resolve("70/fd/3"), procfs.resolve("nowhere"));
    int owner = (Integer) Files.getAttribute(procfs.resolve("70"), "unix:uid");

    assertThat(LiveFiles.read(procfs).isHidden(owner)).isTrue();
    assertThat(LiveFiles.read(procfs).isHidden(owner + 1)).isFalse();
  }

  @Test
  void whatTheOtherThreadsOfAnEndedFirstOneHaveOpenIsHeld() throws IOException {
    process("70");
    Files.createDirectories(procfs.resolve("70/fd"));
    Files.createDirectories(procfs.resolve("70/task/70/fd"));
    Files.createDirectories(procfs.resolve("70/task/71/fd"));
    Path held = Files.writeString(procfs.resolve("held"), "x");
    Files.createSymbolicLink(procfs.resolve("70/task/71/fd/5"), held);

    LiveFiles live = LiveFiles.read(procfs);

    assertThat(live.isHidden((Integer) Files.getAttribute(held, "unix:uid"))).isFalse();
    try (var folder = Folder.open(procfs)) {
      var status = folder.targetStatus("held".getBytes(StandardCharsets.UTF_8));
      assertThat(status).isNotNull();
      if (status != null) {
        assertThat(live.isOpen(status.device(), status.inode())).isTrue();
      }
    }
  }

  @Test
  void socketsOfEveryNetworkAreKnown() throws IOException {
    process("70");
    Files.createDirectories(procfs.resolve("70/fd"));
    Files.createDirectories(procfs.resolve("70/ns"));
    Files.writeString(procfs.resolve("70/ns/net"), "");
    Files.createDirectories(procfs.resolve("70/net"));
    Files.writeString(procfs.resolve("70/net/unix"), "0: 1 0 0 1 1 5 /tmp/inner.sock\n");
    Files.createDirectories(procfs.resolve("net"));
    Files.writeString(procfs.resolve("net/unix"), "0: 1 0 0 1 1 4 /tmp/outer.sock\n");

    LiveFiles live = LiveFiles.read(procfs);

    assertThat(live.isSocket("/tmp/inner.sock")).isTrue();
    assertThat(live.isSocket("/tmp/outer.sock")).isTrue();
    assertThat(live.isSocket("/tmp/dead.sock")).isFalse();
  }

  private void process(String pid) throws IOException {
    Files.createDirectories(procfs.resolve(pid));
    Files.writeString(procfs.resolve(pid + "/stat"), pid + " (a) S\n");
  }
}
