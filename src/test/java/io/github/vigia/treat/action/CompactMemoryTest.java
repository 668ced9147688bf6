package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.ProbeFixture;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactMemoryTest {

  private static final Condition MEMORY = new Condition(Signal.MEMORY, "");

  @TempDir private Path folder;
  private long nanos;

  @BeforeEach
  void makeProc() throws IOException {
    write("meminfo", "MemTotal: 1000 kB\nMemAvailable: 600 kB\n");
    write("vmstat", "nr_free_pages 1\ncompact_fail 5\n");
    write("buddyinfo", "Node 0, zone Normal 9 9 9 9 9 9 9 9 9 1 1\n");
    write("sys/vm/compact_memory", "");
  }

  private void write(String file, String text) throws IOException {
    ProbeFixture.write(folder.resolve("proc").resolve(file), text);
  }

  private void tend(CompactMemory treatment) throws IOException {
    nanos += Duration.ofMinutes(1).toNanos();
    treatment.tend(
        new Snapshot(Instant.EPOCH, nanos, List.of(), List.of()),
        new Evaluation(State.STABLE, List.of(), List.of(), Set.of()),
        new HostRun());
  }

  private CompactMemory treatment(Mode mode) {
    return new CompactMemory(new CompactMemory.Options(mode, 20, 30), ProbeFixture.roots(folder));
  }

  @Test
  void itIsOffUnlessItIsAskedFor() {
    assertThat(treatment(CompactMemory.Options.DEFAULTS.mode()).steps(MEMORY)).isEmpty();
  }

  @Test
  void itActsWhereLargeBlocksWereAskedForInVainAndMemoryIsFree() throws IOException {
    CompactMemory treatment = treatment(Mode.AUTO);
    Step step = treatment.steps(MEMORY).getFirst();
    tend(treatment);
    tend(treatment);
    assertThat(step.preview().summary()).contains("in vain");
    write("vmstat", "compact_fail 9\n");
    tend(treatment);

    Effect effect = step.act(step.preview(), new HostRun());

    assertThat(effect.unit()).isEqualTo("blocks");
    assertThat(folder.resolve("proc/sys/vm/compact_memory")).hasContent("1");
  }

  @Test
  void busyProcessorsAndFullMemoryHoldItBack() throws IOException {
    CompactMemory treatment = treatment(Mode.AUTO);
    Step step = treatment.steps(MEMORY).getFirst();
    tend(treatment);
    write("vmstat", "compact_fail 9\n");
    tend(treatment);
    write("pressure/cpu", "some avg10=55.00 avg60=1.00 avg300=1.00 total=1\n");
    assertThat(step.preview().summary()).contains("busy");
    write("meminfo", "MemTotal: 1000 kB\nMemAvailable: 100 kB\n");
    assertThat(step.preview().summary()).contains("too little");
  }
}
