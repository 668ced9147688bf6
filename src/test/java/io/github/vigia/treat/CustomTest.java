package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.config.CustomTreatment;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomTest {

  private static final String AGENT = System.getProperty("user.name", "");

  private Path folder;
  private Wal wal;
  private final Commands commands = new Commands(Path.of("/proc"));

  @BeforeEach
  void make() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")), "there is no /proc");
    // Not in /tmp, which others may write to.
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "custom");
    Assumptions.assumeTrue(isOurs(folder), "others may write to the build's folder");
    wal = Wal.open(folder, folder.resolve("mirror"));
  }

  private static boolean isOurs(Path path) {
    try {
      Ownership.check(path, AGENT);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @AfterEach
  void remove() throws IOException {
    if (wal != null) {
      wal.close();
    }
    if (folder != null) {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  @Test
  void itsPlaceholdersAreFilledAndItsLastLineIsItsEffect() throws IOException {
    Step step =
        step(
            program(
                "echo \"$1 $TREATMENT_METRIC $TREATMENT_INSTANCE $OWN\"\n"
                    + "echo '{\"freed_bytes\":4096,\"detail\":\"one file\"}'"),
            List.of("{instance}"));
    Preview preview = step.preview();
    assertThat(preview.helps()).isTrue();
    assertThat(preview.items()).last().isEqualTo("/srv/a b");
    Effect effect = step.act(preview, run(step));
    assertThat(effect.direct()).isEqualTo(4096);
    assertThat(effect.unit()).isEqualTo("bytes");
    assertThat(effect.summary()).isEqualTo("one file");
    assertThat(effect.details().getFirst()).isEqualTo("/srv/a b disk_percent /srv/a b 1");
  }

  @Test
  void nothingToDoIsNoFailureAndAnotherExitCodeIs() throws IOException {
    Step idle = step(program("exit 75"), List.of());
    assertThat(idle.act(idle.preview(), run(idle)).direct()).isZero();
    Step failing = step(program("echo why >&2; exit 3"), List.of());
    assertThatThrownBy(() -> failing.act(failing.preview(), run(failing)))
        .isInstanceOf(IOException.class)
        .hasMessage("exit code 3: why");
  }

  @Test
  void itsPreviewAndItsRollbackAreItsOwnPrograms() throws IOException {
    Path program =
        program(
            "case \"$1\" in preview) echo '{\"freed_bytes\":7}';; none) exit 75;;"
                + " undo) touch "
                + folder
                + "/undone;; *) exit 3;; esac");
    Step step = step(with(program, "preview"));
    assertThat(step.preview())
        .isEqualTo(new Preview(true, "7.0 bytes", 7, List.of(program.toString())));
    step.rollback(Effect.none("x"), run(step));
    assertThat(folder.resolve("undone")).exists();
    assertThat(step(with(program, "none")).preview().helps()).isFalse();
    assertThatThrownBy(() -> step(with(program, "broken")).preview())
        .hasMessageContaining("its preview failed: exit code 3");
  }

  private Step step(CustomTreatment custom) throws IOException {
    return Custom.trusted(custom, commands, false)
        .steps(new Condition(Signal.DISK, "/"))
        .getFirst();
  }

  private CustomTreatment with(Path program, String preview) {
    CustomTreatment plain = custom(program, List.of());
    return new CustomTreatment(
        plain.id(),
        plain.danger(),
        plain.mode(),
        plain.signal(),
        plain.instance(),
        plain.command(),
        List.of(program.toString(), preview),
        List.of(program.toString(), "undo"),
        plain.environment(),
        plain.timeout(),
        plain.user(),
        plain.allowRoot(),
        plain.limits(),
        plain.sandbox(),
        plain.maxOutput(),
        plain.successExit(),
        plain.noOpExit(),
        plain.window(),
        plain.cooldown(),
        plain.file());
  }

  @Test
  void itMayNotGrowItsPrivilegesNorWriteWithoutEnd() throws IOException {
    Step step = step(program("grep NoNewPrivs /proc/self/status\nulimit -c\nulimit -n"), List.of());
    assertThat(step.act(step.preview(), run(step)).details())
        .containsExactly("NoNewPrivs:\t1", "0", "32");
  }

  @Test
  void aMemoryHogAndAnEndlessWriterAreStoppedByTheirLimits() throws IOException {
    Step hog = step(program("exec head -c 600000000 /dev/zero | tail -c 500000000"), List.of());
    assertThatThrownBy(() -> hog.act(hog.preview(), run(hog))).isInstanceOf(IOException.class);
    Path file = folder.resolve("large");
    Step writer = step(program("exec head -c 9000000 /dev/zero > " + file), List.of());
    assertThatThrownBy(() -> writer.act(writer.preview(), run(writer)))
        .isInstanceOf(IOException.class);
    assertThat(Files.size(file)).isLessThanOrEqualTo(1 << 20);
  }

  @Test
  void aStubbornDaemonIsEndedAtTheLimit() throws IOException {
    Step step =
        step(
            program(
                "trap '' TERM\nsetsid sh -c 'trap \"\" TERM; while :; do sleep 1; done' &\n"
                    + "while :; do sleep 1; done"),
            List.of());
    Acting run = run(step);
    assertThatThrownBy(() -> step.act(new Preview(true, "", 0, List.of()), run))
        .hasMessageContaining("stopped at its limit");
    assertThat(ProcessStat.all(Path.of("/proc"))).noneMatch(stat -> isMarked(stat, run.attempt()));
  }

  private static boolean isMarked(ProcessStat stat, String attempt) {
    try {
      return Files.readString(
              Path.of("/proc", String.valueOf(stat.pid()), "environ"), StandardCharsets.ISO_8859_1)
          .contains("VIGIA_ATTEMPT=" + attempt);
    } catch (IOException _) {
      return false; // It ended.
    }
  }

  @Test
  void itRunsAsItsUserWithoutPrivileges() throws IOException {
    Assumptions.assumeTrue(AGENT.equals("root"), "only root can become somebody else");
    Path program = program("id -un; grep CapEff /proc/self/status");
    CustomTreatment root = custom(program, List.of());
    CustomTreatment nobody =
        new CustomTreatment(
            root.id(),
            root.danger(),
            root.mode(),
            root.signal(),
            root.instance(),
            root.command(),
            root.preview(),
            root.rollback(),
            root.environment(),
            root.timeout(),
            "daemon",
            false,
            root.limits(),
            root.sandbox(),
            root.maxOutput(),
            root.successExit(),
            root.noOpExit(),
            root.window(),
            root.cooldown(),
            root.file());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Step step =
        Custom.trusted(nobody, commands, false).steps(new Condition(Signal.DISK, "/")).getFirst();
    assertThat(step.act(step.preview(), run(step)).details())
        .containsExactly("daemon", "CapEff:\t0000000000000000");
  }

  @Test
  void aProgramThatWasChangedIsNotRun() throws IOException {
    Path program = program("true");
    Step step = step(program, List.of());
    Files.writeString(program, "#!/bin/sh\necho other\n");
    assertThatThrownBy(step::preview).hasMessageContaining("has changed since it was loaded");
    assertThatThrownBy(() -> step.act(new Preview(true, "", 0, List.of()), run(step)))
        .hasMessageContaining("has changed");
  }

  @Test
  void aProgramThatOthersMayWriteToIsNotTrusted() throws IOException {
    Path program = program("true");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxrwxr-x"));
    assertThatThrownBy(() -> Custom.trusted(custom(program, List.of()), commands, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can be written by others");
  }

  @Test
  void itIsForItsOwnConditionsOnly() throws IOException {
    Custom custom = Custom.trusted(custom(program("true"), List.of()), commands, false);
    assertThat(custom.steps(new Condition(Signal.CPU, ""))).isEmpty();
    assertThat(custom.steps(new Condition(Signal.DISK, "/srv/a b"))).hasSize(1);
    assertThat(custom.id()).isEqualTo("own");
  }

  @Test
  void underSystemdItIsATransientServiceWithAllItsBounds() throws IOException {
    List<String> argv =
        Confinement.systemd(
            custom(program("true"), List.of()),
            Confinement.unit("ABC"),
            Map.of("OWN", "1"),
            List.of("/opt/own", "a b"));
    assertThat(argv)
        .startsWith(
            "systemd-run",
            "--wait",
            "--collect",
            "--pipe",
            "--quiet",
            "--unit=vigia-t-abc.service",
            "--setenv=OWN=1")
        .endsWith("--", "/opt/own", "a b")
        .contains(
            "User=" + AGENT,
            "RuntimeMaxSec=5",
            "MemoryMax=" + (256L << 20),
            "CPUQuota=50%",
            "TasksMax=4000",
            "LimitFSIZE=1048576",
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "PrivateNetwork=yes",
            "PrivateDevices=yes",
            "ReadWritePaths=/srv",
            "IOSchedulingClass=idle");
  }

  @Test
  void withoutSystemdItIsAChainOfTheUsualTools() throws IOException {
    CustomTreatment custom = custom(program("true"), List.of());
    assertThat(Confinement.plain(custom, "nobody-else", List.of("/opt/own")))
        .containsSubsequence(
            "prlimit",
            "--as=" + (256L << 20),
            "--nproc=4000",
            "--nofile=32",
            "--fsize=1048576",
            "--cpu=3",
            "--core=0",
            "nice",
            "-n",
            "10",
            "ionice",
            "-c",
            "3",
            "setpriv",
            "--no-new-privs",
            "--reuid=" + AGENT,
            "--regid=" + AGENT,
            "--clear-groups",
            "--inh-caps=-all",
            "--bounding-set=-all",
            "/opt/own");
  }

  @Test
  void anEffectIsReadFromTheLastLineOrIsThatItRan() {
    assertThat(CustomStep.effect("").direct()).isEqualTo(1);
    assertThat(CustomStep.effect("a\nb\n").summary()).isEqualTo("b");
    assertThat(CustomStep.effect("{\"removed_files\":0}").direct()).isZero();
    assertThat(CustomStep.effect("{broken").summary()).isEqualTo("{broken");
  }

  private Path program(String script) throws IOException {
    Path program = folder.resolve("program");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }

  private Step step(Path program, List<String> arguments) throws IOException {
    return Custom.trusted(custom(program, arguments), commands, false)
        .steps(new Condition(Signal.DISK, "/srv/a b"))
        .getFirst();
  }

  private CustomTreatment custom(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    return new CustomTreatment(
        "own",
        2,
        "auto",
        Signal.DISK,
        "",
        command,
        List.of(),
        List.of(),
        Map.of("OWN", "1"),
        Duration.ofSeconds(5),
        AGENT,
        true,
        new CustomTreatment.Limits(256 << 20, 50, 4000, 32, 1 << 20, 10, true),
        new CustomTreatment.Sandbox(List.of(Path.of("/srv")), false, false),
        64 << 10,
        Set.of(0),
        Set.of(75),
        Duration.ofSeconds(30),
        Optional.empty(),
        program);
  }

  private Acting run(Step step) {
    Book book = new Book(wal);
    return new Acting(
        Ids.next(), 96, step.limit(), commands, new Guardian(folder, commands, book, false), book);
  }
}
