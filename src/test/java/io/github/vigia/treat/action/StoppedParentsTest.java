package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppedParentsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration ENOUGH = Duration.ofMinutes(10);

  @TempDir private Path procfs;

  @Test
  void aParentMustBeSeenStoppedForLongEnough() throws IOException {
    Roots roots = new Roots(procfs, Path.of("/sys"), Path.of("/"));
    Files.createDirectories(procfs.resolve("70"));
    Files.writeString(
        procfs.resolve("70/stat"), "70 (a) T 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 4711 0 0\n");
    RunningProcess parent = new RunningProcess(70, 4711, "a");
    StoppedParents stopped = new StoppedParents();

    assertThat(stopped.isLongStopped(parent, roots, NOW, ENOUGH)).isFalse();
    assertThat(stopped.isLongStopped(parent, roots, NOW.plusSeconds(599), ENOUGH)).isFalse();
    assertThat(stopped.isLongStopped(parent, roots, NOW.plusSeconds(600), ENOUGH)).isTrue();
  }

  @Test
  void anotherProcessOfTheSameNumberBeginsAnew() throws IOException {
    Roots roots = new Roots(procfs, Path.of("/sys"), Path.of("/"));
    StoppedParents stopped = new StoppedParents();
    assertThat(stopped.isLongStopped(new RunningProcess(70, 1, "a"), roots, NOW, ENOUGH)).isFalse();

    Instant later = NOW.plusSeconds(3600);
    assertThat(stopped.isLongStopped(new RunningProcess(70, 2, "a"), roots, later, ENOUGH))
        .isFalse();
  }
}
