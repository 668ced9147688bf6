package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.kernel.Libc;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrimProcessWorkingSetTest {

  private static final Condition MEMORY = new Condition(Signal.MEMORY, "");

  @TempDir private Path temporary;

  @Test
  void givesBackOurOwnMemoryAndClaimsNoMoreThanItGave() throws IOException {
    Assumptions.assumeTrue(Libc.isAvailable());
    Roots roots = new Roots(Path.of("/proc"), Path.of("/sys"), Path.of("/"));
    Step step = treatment(roots, List.of()).steps(MEMORY).getFirst();

    Effect effect = step.act(step.preview(), new RealRun());

    assertThat(step.target()).isEqualTo("self");
    assertThat(step.mode()).isEqualTo(Mode.AUTO);
    assertThat(effect.direct()).isGreaterThanOrEqualTo(0);
    assertThat(effect.summary()).contains("resident before");
  }

  @Test
  void asksTheKernelForTheMemoryOfAConfiguredGroup() throws IOException {
    Path group = Files.createDirectories(temporary.resolve("sys/fs/cgroup/batch.slice"));
    Files.writeString(group.resolve("memory.current"), "1048576000\n");
    Files.writeString(group.resolve("memory.reclaim"), "");
    Step step = treatment(fixture(), List.of("batch.slice")).steps(MEMORY).get(1);

    Preview preview = step.preview();
    Effect effect = step.act(preview, new RealRun());

    assertThat(preview.helps()).isTrue();
    assertThat(preview.amount()).isEqualTo(256 << 20);
    assertThat(group.resolve("memory.reclaim")).hasContent("268435456");
    assertThat(effect.direct()).isZero();
  }

  @Test
  void aKernelThatCanNotSaysSo() throws IOException {
    Files.createDirectories(temporary.resolve("sys/fs/cgroup/unified/batch.slice"));
    Step step = treatment(fixture(), List.of("batch.slice")).steps(MEMORY).get(1);

    assertThat(step.preview().helps()).isFalse();
    assertThat(step.preview().summary()).contains("memory.reclaim is not there");
  }

  @Test
  void theRootOfAllGroupsIsNoGroup() {
    for (String group : List.of("/", "..", "a/../..", "")) {
      assertThatThrownBy(() -> ControlGroups.folder(fixture(), group))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void isAboutMemoryOnly() {
    assertThat(treatment(fixture(), List.of()).steps(new Condition(Signal.CPU, ""))).isEmpty();
    assertThat(treatment(fixture(), List.of()).steps(MEMORY)).hasSize(1);
  }

  private Roots fixture() {
    return new Roots(temporary.resolve("proc"), temporary.resolve("sys"), temporary);
  }

  private static TrimProcessWorkingSet treatment(Roots roots, List<String> groups) {
    return new TrimProcessWorkingSet(
        new TrimProcessWorkingSet.Options(Mode.AUTO, Mode.AUTO, groups, 256 << 20), roots);
  }
}
