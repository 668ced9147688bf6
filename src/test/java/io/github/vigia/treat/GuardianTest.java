package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardianTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private Wal wal;
  private Guardian guardian;

  @BeforeEach
  void make() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")), "there is no /proc");
    wal = Wal.open(folder, folder.resolve("mirror"));
    guardian = guardian(false);
  }

  @AfterEach
  void close() throws IOException {
    wal.close();
  }

  @Test
  void aRollbackThatIsDisarmedDoesNotHappen() throws IOException {
    Path done = folder.resolve("done");
    Run.Armed armed = guardian.arm("a", List.of("touch", done.toString()), LONG);
    assertThat(past().armed()).hasSize(1);
    armed.disarm();
    assertThat(done).doesNotExist();
    assertThat(past().armed()).isEmpty();
    assertThat(tokens()).isEmpty();
  }

  @Test
  void aRollbackThatIsFiredHappensAtOnceAndOnce() throws IOException {
    Path done = folder.resolve("done");
    Run.Armed armed = guardian.arm("a", List.of("sh", "-c", "echo x >> " + done), LONG);
    armed.fire();
    armed.fire();
    armed.disarm();
    assertThat(Files.readAllLines(done)).containsExactly("x");
    assertThat(past().armed()).isEmpty();
  }

  @Test
  void whatADeadAgentLeftArmedIsDoneAtTheNextStart() throws IOException {
    Path done = folder.resolve("done");
    guardian.arm("a", List.of("touch", done.toString()), LONG);
    Past past = past();
    Past.Armed armed = past.armed().iterator().next();
    guardian = guardian(false);
    assertThat(guardian.settle(armed.attempt(), armed.token(), armed.argv())).isTrue();
    assertThat(done).exists();
    assertThat(guardian.settle(armed.attempt(), armed.token(), armed.argv())).isFalse();
  }

  @Test
  void withoutAProgramNothingIsArmed() {
    assertThatThrownBy(() -> guardian.arm("a", List.of(), LONG)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> guardian.arm("a", List.of("no-such-program"), LONG))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aRollbackThatFailsSaysSo() throws IOException {
    Run.Armed armed = guardian.arm("a", List.of("sh", "-c", "echo why >&2; exit 3"), LONG);
    assertThatThrownBy(armed::fire)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exit code 3")
        .hasMessageContaining("why");
  }

  @Test
  void underSystemdItIsAServiceOfItsOwn() {
    assertThat(guardian(true).argv(folder.resolve("rollback-1"), List.of("/bin/ip", "a b"), LONG))
        .startsWith("systemd-run", "--collect", "--quiet", "--unit=vigia-rollback-1", "/bin/sh")
        .endsWith("300.000", folder.resolve("rollback-1").toString(), "/bin/ip", "a b");
  }

  private Guardian guardian(boolean systemd) {
    return new Guardian(folder, new Commands(Path.of("/proc")), new Book(wal), systemd);
  }

  private Past past() throws IOException {
    wal.close();
    wal = Wal.open(folder, folder.resolve("mirror"));
    Past past = Past.of(wal.records());
    guardian = guardian(false);
    return past;
  }

  private List<Path> tokens() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("rollback-")).toList();
    }
  }
}
