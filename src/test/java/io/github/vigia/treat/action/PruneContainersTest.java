package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.ProbeFixture;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneContainersTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @TempDir private Path folder;
  private final SaidPrograms docker =
      new SaidPrograms()
          .with("docker")
          .says("docker info", "/var/lib/docker\n")
          .says(
              "docker system df",
              "Images\t1.2GB (50%)\nContainers\t5MB\nLocal Volumes\t9GB\nBuild Cache\t800MB\n")
          .says("docker builder prune --help", "--keep-storage bytes");

  @BeforeEach
  void makeHost() throws IOException {
    ProbeFixture.write(folder.resolve("root/run/docker.sock"), "");
    Path pid = folder.resolve("root/run/docker.pid");
    ProbeFixture.write(pid, "77");
    Files.setLastModifiedTime(pid, FileTime.from(NOW.minus(Duration.ofHours(1))));
    ProbeFixture.write(
        folder.resolve("proc/self/mountinfo"),
        """
        1 0 8:1 / / rw - ext4 /dev/a rw
        2 1 8:2 / /var/lib/docker rw - ext4 /dev/b rw
        3 1 8:3 / /var/lib/dock rw - ext4 /dev/c rw
        """);
  }

  private Step step(String mount) {
    return new PruneContainers(
            PruneContainers.Options.DEFAULTS, docker, ProbeFixture.roots(folder), () -> NOW)
        .steps(new Condition(Signal.DISK, mount))
        .getFirst();
  }

  /** Says what Docker says. */
  private static final class DockerRun implements Run {

    private final HostRun other = new HostRun();
    private final List<List<String>> commands = new ArrayList<>();

    @Override
    public String attempt() {
      return other.attempt();
    }

    @Override
    public boolean isOver() {
      return false;
    }

    @Override
    public void pause(Duration duration) {
      throw new IllegalStateException("nothing to wait for");
    }

    @Override
    public void did(Effect soFar) {
      other.did(soFar);
    }

    @Override
    public Ended command(List<String> argv, Duration limit) {
      commands.add(argv);
      String out =
          argv.contains("builder") ? "ID x\nTotal:\t500MB\n" : "Total reclaimed space: 1.2GB\n";
      return new Ended(0, out, "", false);
    }

    @Override
    public Armed arm(List<String> argv, Duration delay) throws IOException {
      return other.arm(argv, delay);
    }
  }

  @Test
  void imagesWithoutANameAndOldBuildResultsGoAndNothingElse() throws IOException {
    Step step = step("/var/lib/docker");
    DockerRun run = new DockerRun();
    Preview preview = step.preview();

    Effect effect = step.act(preview, run);

    assertThat(preview.amount()).isEqualTo(2e9);
    assertThat(effect.direct()).isEqualTo(1.7e9);
    assertThat(run.commands)
        .containsExactly(
            List.of("docker", "image", "prune", "--force", "--filter", "until=168h"),
            List.of("docker", "builder", "prune", "--force", "--keep-storage", "5GB"));
  }

  @Test
  void theNewNameOfAnOptionIsUsedWhereItIsKnown() throws IOException {
    docker.says("docker builder prune --help", "--reserved-space bytes");
    Step step = step("/var/lib/docker");
    DockerRun run = new DockerRun();
    step.act(step.preview(), run);

    assertThat(run.commands.getLast()).contains("--reserved-space");
  }

  @Test
  void anotherFilesystemIsNotHelpedByIt() throws IOException {
    assertThat(step("/").preview().summary()).contains("no container engine keeps anything on /");
    assertThat(step("/var/lib/dock").preview().helps()).isFalse();
  }

  @Test
  void anEngineThatHasJustStartedIsLeft() throws IOException {
    Files.setLastModifiedTime(
        folder.resolve("root/run/docker.pid"), FileTime.from(NOW.minusSeconds(60)));

    assertThat(step("/var/lib/docker").preview().summary()).contains("just now");
  }

  @Test
  void nothingIsPrunedWhileAnImageIsPulled() throws IOException {
    ProbeFixture.write(folder.resolve("proc/99/cmdline"), "/usr/bin/docker\0pull\0debian\0");

    assertThat(step("/var/lib/docker").preview().summary()).contains("being pulled");
  }

  @Test
  void sizesAreReadAsDockerWritesThem() {
    assertThat(PruneContainers.bytes("1.2GB (50%)")).isEqualTo(1.2e9);
    assertThat(PruneContainers.bytes("0B")).isZero();
    assertThat(PruneContainers.bytes("17.5kB")).isEqualTo(17_500);
    assertThat(PruneContainers.bytes("2MiB")).isEqualTo(2 << 20);
    assertThat(PruneContainers.bytes("many")).isZero();
    assertThat(PruneContainers.bytes("1.2.3GB")).isZero();
  }

  @Test
  void itOnlyTellsByDefault() {
    assertThat(PruneContainers.Options.DEFAULTS.mode()).isEqualTo(Mode.DRY_RUN);
  }
}
