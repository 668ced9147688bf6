package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.Libc;
import io.github.vigia.kernel.Priorities;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.TopProcess;
import io.github.vigia.model.Verdict;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runaway of our own, in control groups of version 1 for real, and of version 2 on paper. */
class ThrottleProcessTest {

  private static final Path GROUPS = Path.of("/sys/fs/cgroup/cpu");
  private static final Condition CPU = new Condition(Signal.CPU, "");

  @TempDir private Path folder;
  private @Nullable OwnChildren children;
  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private long nanos;

  @BeforeEach
  void makeProc() throws IOException {
    children = new OwnChildren(folder);
  }

  @AfterEach
  void endChildren() throws IOException {
    children().close();
  }

  private OwnChildren children() {
    return java.util.Objects.requireNonNull(children);
  }

  private ThrottleProcess treatment() {
    return new ThrottleProcess(
        new ThrottleProcess.Options(
            Mode.AUTO,
            0.6,
            Duration.ofSeconds(30),
            0.3,
            Duration.ofMinutes(30),
            Duration.ofMinutes(10),
            Set.of()),
        children().roots(),
        folder.resolve("state"),
        () -> now,
        1);
  }

  private Process runaway() throws IOException {
    return children().start("perl", "-e", "1 while 1");
  }

  private void tend(ThrottleProcess treatment, Process hog, State cpu, int seconds)
      throws IOException {
    now = now.plusSeconds(seconds);
    nanos += Duration.ofSeconds(seconds).toNanos();
    Snapshot snapshot =
        new Snapshot(
            now, nanos, List.of(), List.of(new TopProcess((int) hog.pid(), "perl", 98, 1, 0)));
    Verdict verdict = new Verdict(CPU, cpu, cpu, new Reading.Value(98), now, false, false);
    treatment.tend(
        snapshot, new Evaluation(cpu, List.of(verdict), List.of(), Set.of()), new HostRun());
  }

  private static boolean canLimit() {
    return Files.isWritable(GROUPS.resolve("cgroup.procs"))
        && Libc.isAvailable()
        && new HostRun().has("perl");
  }

  @Test
  void aRunawayIsHeldBackAndLetGoOnceTheHostIsWell() throws IOException {
    Assumptions.assumeTrue(canLimit(), "root and control groups of version 1");
    Process hog = runaway();
    ThrottleProcess treatment = treatment();
    tend(treatment, hog, State.CRITICAL, 1);
    tend(treatment, hog, State.CRITICAL, 31);
    HostRun run = new HostRun();
    Step step = treatment.steps(CPU).getFirst();

    Effect effect = step.act(step.preview(), run);

    // How much less it uses depends on who else wants the processor; that it is held does not.
    assertThat(effect.summary()).startsWith("held process " + hog.pid());
    assertThat(run.armed).isEqualTo(1);
    assertThat(new Priorities().nice((int) hog.pid())).isEqualTo(10);
    assertThat(group(hog)).isDirectory();
    assertThat(treatment.steps(CPU).getFirst().preview().summary()).contains("already");

    tend(treatment, hog, State.STABLE, 1);
    tend(treatment, hog, State.STABLE, 599);
    assertThat(group(hog)).isDirectory();
    tend(treatment, hog, State.STABLE, 1);
    assertThat(group(hog)).doesNotExist();
    assertThat(new Priorities().nice((int) hog.pid())).isZero();
    assertThat(hog.isAlive()).isTrue();
    assertThat(run.disarmed).isEqualTo(1);
  }

  @Test
  void anAgentThatDiedIsFollowedByOneThatLetsGo() throws IOException {
    Assumptions.assumeTrue(canLimit(), "root and control groups of version 1");
    Process hog = runaway();
    ThrottleProcess dead = treatment();
    tend(dead, hog, State.CRITICAL, 1);
    tend(dead, hog, State.CRITICAL, 31);
    Step step = dead.steps(CPU).getFirst();
    step.act(step.preview(), new HostRun());
    assertThat(group(hog)).isDirectory();

    tend(treatment(), hog, State.CRITICAL, 1);

    assertThat(group(hog)).doesNotExist();
    assertThat(new Priorities().nice((int) hog.pid())).isZero();
  }

  @Test
  void aRollbackLetsGo() throws IOException {
    Assumptions.assumeTrue(canLimit(), "root and control groups of version 1");
    Process hog = runaway();
    ThrottleProcess treatment = treatment();
    tend(treatment, hog, State.CRITICAL, 1);
    tend(treatment, hog, State.CRITICAL, 31);
    Step step = treatment.steps(CPU).getFirst();
    HostRun run = new HostRun();

    step.rollback(step.act(step.preview(), run), run);

    assertThat(group(hog)).doesNotExist();
  }

  @Test
  void whatUnlimitsAGroupWithoutAnAgentWorks() throws IOException {
    Assumptions.assumeTrue(canLimit(), "root and control groups of version 1");
    Process hog = runaway();
    CpuLimit limit =
        java.util.Objects.requireNonNull(CpuLimit.of((int) hog.pid(), children().roots()));
    HostRun run = new HostRun();
    limit.apply(0.2, run);
    assertThat(group(hog).resolve("cpu.cfs_quota_us")).hasContent("20000");

    run.run(limit.release(folder), Duration.ofSeconds(5));

    assertThat(group(hog).resolve("cpu.cfs_quota_us")).hasContent("-1");
    limit.lift(run);
    limit.lift(run);
    assertThat(group(hog)).doesNotExist();
  }

  private static Path group(Process process) {
    return GROUPS.resolve("vigia-throttle-" + process.pid());
  }

  @Test
  void aShortBurstIsNone() throws IOException {
    Process hog = children().start("sleep", "100");
    ThrottleProcess treatment = treatment();
    tend(treatment, hog, State.CRITICAL, 1);
    tend(treatment, hog, State.CRITICAL, 29);

    assertThat(treatment.steps(CPU).getFirst().preview().helps()).isFalse();
  }

  @Test
  void whatHasCeasedMeanwhileIsLeft() throws IOException {
    Assumptions.assumeTrue(canLimit(), "root and control groups of version 1");
    Process idle = children().start("sleep", "100");
    ThrottleProcess treatment = treatment();
    tend(treatment, idle, State.CRITICAL, 1);
    tend(treatment, idle, State.CRITICAL, 31);
    Step step = treatment.steps(CPU).getFirst();

    assertThat(step.act(step.preview(), new HostRun()).direct()).isZero();
    assertThat(group(idle)).doesNotExist();
  }

  @Test
  void underSystemdAUnitIsLimitedAndNoProcessIsMoved() throws IOException {
    CpuLimit limit = limitOf("0::/system.slice/web.service\n", true);
    HostRun run = new HostRun();

    assertThat(limit).isEqualTo(new CpuLimit.Unit("web.service"));
    assertThat(CpuLimit.parse(limit.words())).isEqualTo(limit);
    assertThat(limit.release(folder)).contains("CPUQuota=");
    assertThat(run.commands).isEmpty();
  }

  @Test
  void aGroupOfVersionTwoWithFewProcessesIsLimitedAsAWhole() throws IOException {
    Path group = Files.createDirectories(folder.resolve("sys/fs/cgroup/web"));
    Files.writeString(folder.resolve("sys/fs/cgroup/cgroup.controllers"), "cpu memory\n");
    Files.writeString(folder.resolve("sys/fs/cgroup/cgroup.subtree_control"), "cpu memory\n");
    Files.writeString(group.resolve("cpu.max"), "max 100000");
    Files.writeString(group.resolve("cgroup.procs"), "77\n78\n");
    CpuLimit limit = limitOf("0::/web\n", false);

    limit.apply(0.5, new HostRun());
    assertThat(group.resolve("cpu.max")).content().startsWith("50000 100000");
    CpuLimit.parse(limit.words()).lift(new HostRun());
    assertThat(group.resolve("cpu.max")).content().startsWith("max 100000");

    Files.writeString(group.resolve("cgroup.procs"), "7\n".repeat(21));
    assertThat(CpuLimit.of(77, paper())).isNull();
  }

  private io.github.vigia.kernel.Roots paper() {
    return new io.github.vigia.kernel.Roots(
        folder.resolve("paper"), folder.resolve("sys"), folder.resolve("root"));
  }

  private CpuLimit limitOf(String cgroup, boolean systemd) throws IOException {
    io.github.vigia.ProbeFixture.write(folder.resolve("paper/77/cgroup"), cgroup);
    if (systemd) {
      Files.createDirectories(folder.resolve("root/run/systemd/system"));
    }
    return java.util.Objects.requireNonNull(CpuLimit.of(77, paper()));
  }

  @Test
  void itOnlyTellsByDefault() {
    assertThat(ThrottleProcess.Options.DEFAULTS.mode()).isEqualTo(Mode.DRY_RUN);
  }
}
