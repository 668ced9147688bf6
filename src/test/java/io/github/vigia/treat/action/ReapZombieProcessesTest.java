package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.Libc;
import io.github.vigia.kernel.PidStatus;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReapZombieProcessesTest {

  private static final Roots ROOTS = new Roots(Path.of("/proc"), Path.of("/sys"), Path.of("/"));
  private static final Condition ZOMBIES = new Condition(Signal.ZOMBIES, "");

  /** Forks so many children that end at once; says so and sleeps. */
  private static final String FORKS =
      """
      import os, signal, sys, time
      def fork():
          for _ in range(int(sys.argv[1])):
              if os.fork() == 0:
                  os._exit(0)
          time.sleep(0.3)
          print("ready", flush=True)
      """;

  private static final String NEVER_WAITS = FORKS + "fork()\nwhile True: time.sleep(60)\n";

  private static final String WAITS_ONCE_A_SIGNAL =
      FORKS
          + """
          fork()
          signal.signal(signal.SIGCHLD, lambda *_: os.waitpid(-1, os.WNOHANG))
          print("listens", flush=True)
          while True: time.sleep(60)
          """;

  private static final String IGNORES_TERM =
      FORKS
          + """
          signal.signal(signal.SIGTERM, signal.SIG_IGN)
          fork()
          while True: time.sleep(60)
          """;

  /** Waits for all, once it is let go on. */
  private static final String STOPS =
      FORKS
          + """
          def wait(*_):
              try:
                  while os.waitpid(-1, os.WNOHANG)[0]: pass
              except ChildProcessError: pass
          signal.signal(signal.SIGCONT, wait)
          fork()
          os.kill(os.getpid(), signal.SIGSTOP)
          while True: time.sleep(60)
          """;

  /** The first thread ends, another lives on: it looks like a zombie and is a process. */
  private static final String LEADER_ENDS =
      """
      import ctypes, threading, time
      threading.Thread(target=time.sleep, args=(60,)).start()
      print("ready", flush=True)
      ctypes.CDLL(None).pthread_exit(None)
      """;

  private final RealRun run = new RealRun();

  /** Shows the processes of a test and no others, so that nobody else's are touched. */
  @TempDir private Path procfs;

  @BeforeEach
  void needsLinux() {
    Assumptions.assumeTrue(Libc.isAvailable());
  }

  @Test
  void aParentThatListensIsToldOncePerZombie() throws IOException {
    try (Child parent = new Child(WAITS_ONCE_A_SIGNAL, "20")) {
      show(parent);
      pauseUntilCaught(parent);
      Step step = steps(Mode.OFF, Set.of()).getFirst();

      Preview preview = step.preview();
      Effect effect = step.act(preview, run);

      assertThat(preview.helps()).isTrue();
      assertThat(effect.direct()).isGreaterThanOrEqualTo(20);
      assertThat(count(parent)).isZero();
      assertThat(parent.isAlive()).isTrue();
    }
  }

  @Test
  void aParentThatNeverWaitsIsLeftAloneAndNamed() throws IOException {
    try (Child parent = new Child(NEVER_WAITS, "5")) {
      show(parent);
      Step step = steps(Mode.OFF, Set.of()).getFirst();

      Preview preview = step.preview();
      step.act(preview, run);

      assertThat(preview.items())
          .anyMatch(item -> item.contains("process " + parent.pid()) && item.contains("stay"));
      assertThat(count(parent)).isEqualTo(5);
    }
  }

  @Test
  void aParentThatHasBeenStoppedForLongIsLetGoOn() throws IOException {
    try (Child parent = new Child(STOPS, "20")) {
      show(parent);
      pauseUntil(() -> status(parent).isStopped());
      Step step = steps(Mode.OFF, Set.of()).getFirst();

      step.act(step.preview(), run);

      assertThat(count(parent)).isZero();
    }
  }

  @Test
  void theParentIsEndedWhereThatIsAllowed() throws IOException {
    try (Child parent = new Child(NEVER_WAITS, "200");
        Child leader = new Child(LEADER_ENDS)) {
      show(parent);
      show(leader);
      List<Step> steps = steps(Mode.AUTO, Set.of());
      Step step = steps.get(1);
      assertThat(step.danger()).isEqualTo(3);
      assertThat(count(parent)).isEqualTo(200);

      Preview preview = step.preview();
      assertThat(preview.items()).singleElement().asString().startsWith(parent.pid() + " ");
      assertThat(parent.isAlive()).isTrue();
      step.act(preview, run);

      assertThat(RunningProcess.of(ROOTS, parent.pid()))
          .satisfiesAnyOf(
              process -> assertThat(process).isNull(),
              process -> assertThat(status(parent).state()).isEqualTo('Z'));
      assertThat(leader.isAlive()).isTrue();
    }
  }

  @Test
  void aParentThatDoesNotEndWhenAskedToIsKilled() throws IOException {
    try (Child parent = new Child(IGNORES_TERM, "200")) {
      show(parent);
      Step step = steps(Mode.AUTO, Set.of()).get(1);

      Effect effect = step.act(step.preview(), run);

      assertThat(effect.summary()).contains("was killed");
      assertThat(parent.isAlive()).isFalse();
    }
  }

  @Test
  void aProtectedParentIsNotEnded() throws IOException {
    try (Child parent = new Child(NEVER_WAITS, "200")) {
      show(parent);
      String name = OpenFiles.name(ROOTS, parent.pid());
      Step step = steps(Mode.AUTO, Set.of(name)).get(1);

      Preview preview = step.preview();
      Effect effect = step.act(preview, run);

      assertThat(preview.helps()).isFalse();
      assertThat(preview.summary()).contains("protected");
      assertThat(effect.direct()).isZero();
      assertThat(parent.isAlive()).isTrue();
    }
  }

  @Test
  void aPromiseAboutAnotherProcessEndsNobody() throws IOException {
    try (Child parent = new Child(NEVER_WAITS, "200")) {
      show(parent);
      Preview stale = new Preview(true, "", 200, List.of(parent.pid() + " 1 python3"));

      assertThat(steps(Mode.AUTO, Set.of()).get(1).act(stale, run).direct()).isZero();
      assertThat(parent.isAlive()).isTrue();
    }
  }

  @Test
  void aProcessWhoseFirstThreadEndedIsNoZombie() throws IOException {
    try (Child leader = new Child(LEADER_ENDS)) {
      show(leader);
      pauseUntil(() -> status(leader).state() == 'Z');

      assertThat(Zombies.read(ROOTS, Duration.ZERO).families())
          .noneMatch(
              family -> family.zombies().stream().anyMatch(zombie -> zombie.pid() == leader.pid()));
    }
  }

  @Test
  void aYoungOneDoesNotCount() throws IOException {
    try (Child parent = new Child(NEVER_WAITS, "5")) {
      show(parent);
      assertThat(Zombies.read(ROOTS, Duration.ofHours(1)).count(parent.pid())).isZero();
      assertThat(count(parent)).isEqualTo(5);
    }
  }

  @Test
  void itIsOffWhereItIsOffAndABusyProcessorEndsNobody() {
    assertThat(steps(Mode.OFF, Set.of())).hasSize(1);
    assertThat(treatment(Mode.AUTO, Set.of()).steps(new Condition(Signal.CPU, ""))).hasSize(1);
    assertThat(treatment(Mode.AUTO, Set.of()).steps(new Condition(Signal.DISK, "/"))).isEmpty();
    assertThat(ReapZombieProcesses.Options.DEFAULTS.endParent()).isEqualTo(Mode.OFF);
  }

  private List<Step> steps(Mode endParent, Set<String> kept) {
    return treatment(endParent, kept).steps(ZOMBIES);
  }

  private ReapZombieProcesses treatment(Mode endParent, Set<String> kept) {
    ReapZombieProcesses.Options options =
        new ReapZombieProcesses.Options(
            Mode.AUTO, endParent, Duration.ZERO, Duration.ZERO, 200, Duration.ofSeconds(2), kept);
    return new ReapZombieProcesses(
        options,
        new Roots(procfs, Path.of("/sys"), Path.of("/")),
        InstantSource.system(),
        _ -> false);
  }

  @AfterEach
  void removeLinks() throws IOException {
    try (DirectoryStream<Path> links = Files.newDirectoryStream(procfs)) {
      for (Path link : links) {
        Files.delete(link);
      }
    }
  }

  /** Lets the treatment see a process and its children. */
  private void show(Child parent) throws IOException {
    String children =
        Files.readString(Path.of("/proc/%1$d/task/%1$d/children".formatted(parent.pid())));
    for (String pid : ("uptime " + parent.pid() + " " + children).strip().split(" +", -1)) {
      Path link = procfs.resolve(pid);
      if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        Files.createSymbolicLink(link, Path.of("/proc", pid));
      }
    }
  }

  private static int count(Child parent) throws IOException {
    return Zombies.read(ROOTS, Duration.ZERO).count(parent.pid());
  }

  private static PidStatus status(Child child) {
    RunningProcess process = RunningProcess.of(ROOTS, child.pid());
    return Objects.requireNonNull(Objects.requireNonNull(process).status(ROOTS));
  }

  private void pauseUntilCaught(Child parent) {
    pauseUntil(() -> status(parent).catches(17));
  }

  private void pauseUntil(BooleanSupplier condition) {
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      run.pause(Duration.ofMillis(10));
    }
  }
}
