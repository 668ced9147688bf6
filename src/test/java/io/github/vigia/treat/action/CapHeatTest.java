package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.ProbeFixture;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a /sys of our own, and a processor on paper that heats up at full speed. */
class CapHeatTest {

  private static final Condition HEAT = new Condition(Signal.TEMPERATURE, "coretemp");

  @TempDir private Path folder;
  private Path cpufreq = Path.of("");
  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private double celsius = 92;

  @BeforeEach
  void makeCpu() throws IOException {
    Files.createDirectories(folder.resolve("proc"));
    Files.writeString(folder.resolve("proc/uptime"), "1000 1\n");
    cpufreq = folder.resolve("sys/devices/system/cpu/cpufreq");
    for (int i = 0; i < 2; i++) {
      Path policy = Files.createDirectories(cpufreq.resolve("policy" + i));
      Files.writeString(policy.resolve("cpuinfo_max_freq"), "4000000\n");
      Files.writeString(policy.resolve("cpuinfo_min_freq"), "800000\n");
      Files.writeString(policy.resolve("scaling_max_freq"), "4000000\n");
    }
  }

  private CapHeat treatment() {
    return new CapHeat(
        CapHeat.Options.DEFAULTS, ProbeFixture.roots(folder), folder.resolve("state"), () -> now);
  }

  private long limit() throws IOException {
    // The file of a real driver is replaced as a whole by each write.
    String text = Files.readString(cpufreq.resolve("policy0/scaling_max_freq"));
    return Long.parseLong(text.lines().findFirst().orElseThrow().strip());
  }

  private void tend(CapHeat treatment, int seconds) throws IOException {
    now = now.plusSeconds(seconds);
    State state = celsius >= 85 ? State.CRITICAL : celsius >= 78 ? State.WARNING : State.STABLE;
    Verdict verdict =
        new Verdict(HEAT, state, state, new Reading.Value(celsius), now, false, false);
    treatment.tend(
        new Snapshot(now, 0, List.of(), List.of()),
        new Evaluation(state, List.of(verdict), List.of(), Set.of()),
        new HostRun());
  }

  /** A second passes for the processor: it cools where it is slower than it can be. */
  private void second() throws IOException {
    celsius += limit() < 4_000_000 ? -2 : 3;
  }

  @Test
  void aHotProcessorIsSlowedUntilItIsCoolAndThenLetGoStepByStep() throws IOException {
    CapHeat treatment = treatment();
    tend(treatment, 1);
    Step step = treatment.steps(HEAT).getFirst();

    Effect effect = step.act(step.preview(), new HostRun());

    assertThat(effect.direct()).isEqualTo(2);
    assertThat(limit()).isEqualTo(3_200_000);
    for (int i = 0; i < 10; i++) {
      second();
    }
    assertThat(celsius).isLessThan(85);
    tend(treatment, 10);
    tend(treatment, 59);
    assertThat(limit()).isEqualTo(3_200_000);
    tend(treatment, 1);
    assertThat(limit()).isEqualTo(4_000_000);
  }

  @Test
  void theSecondRungGoesFurtherAndWhatItWasAtFirstComesBack() throws IOException {
    CapHeat treatment = treatment();
    tend(treatment, 1);
    act(treatment, 0);
    act(treatment, 1);
    assertThat(limit()).isEqualTo(1_600_000);
    act(treatment, 1);
    assertThat(limit()).isEqualTo(1_600_000);

    celsius = 60;
    tend(treatment, 1);
    for (long expected : new long[] {2_400_000, 3_200_000, 4_000_000}) {
      tend(treatment, 60);
      assertThat(limit()).isEqualTo(expected);
    }
  }

  private void act(CapHeat treatment, int rung) throws IOException {
    Step step = treatment.steps(HEAT).get(rung);
    step.act(step.preview(), new HostRun());
  }

  @Test
  void anAgentThatStartsPutsBackWhatADeadOneLeft() throws IOException {
    CapHeat dead = treatment();
    tend(dead, 1);
    act(dead, 1);
    assertThat(limit()).isEqualTo(2_400_000);

    tend(treatment(), 1);

    assertThat(limit()).isEqualTo(4_000_000);
  }

  @Test
  void itNeverGoesBelowTheBaseFrequency() throws IOException {
    for (int i = 0; i < 2; i++) {
      Files.writeString(cpufreq.resolve("policy" + i + "/base_frequency"), "3500000\n");
    }
    CapHeat treatment = treatment();
    act(treatment, 1);

    assertThat(limit()).isEqualTo(3_500_000);
    assertThat(treatment.steps(HEAT).getFirst().preview().summary()).contains("as low as");
  }

  @Test
  void whereTheKernelThrottlesAlreadyItOnlyTells() throws IOException {
    ProbeFixture.write(folder.resolve("sys/class/thermal/cooling_device0/type"), "Processor\n");
    ProbeFixture.write(folder.resolve("sys/class/thermal/cooling_device0/cur_state"), "3\n");

    assertThat(treatment().steps(HEAT).getFirst().preview().summary()).contains("already");
    ProbeFixture.write(folder.resolve("sys/class/thermal/cooling_device0/type"), "Fan\n");
    assertThat(treatment().steps(HEAT).getFirst().preview().helps()).isTrue();
  }

  @Test
  void intelPstateIsLimitedInPercent() throws IOException {
    Path percent = folder.resolve("sys/devices/system/cpu/intel_pstate/max_perf_pct");
    ProbeFixture.write(percent, "100");
    act(treatment(), 0);

    assertThat(percent).content().startsWith("80");
  }

  @Test
  void aVirtualMachineHasNothingToLimit() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Files.createDirectories(empty.resolve("proc"));
    CapHeat treatment =
        new CapHeat(
            CapHeat.Options.DEFAULTS, ProbeFixture.roots(empty), folder.resolve("s"), () -> now);

    assertThat(treatment.steps(HEAT).getFirst().preview().summary()).contains("can't be limited");
  }

  @Test
  void aPreviewWritesNothing() throws IOException {
    treatment().steps(HEAT).get(1).preview();

    assertThat(limit()).isEqualTo(4_000_000);
    assertThat(folder.resolve("state")).doesNotExist();
  }
}
