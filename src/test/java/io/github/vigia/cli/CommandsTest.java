package io.github.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  @Test
  void withoutACommandTheHelpNamesThemAll() {
    assertThat(shell.run()).isZero();
    assertThat(shell.out())
        .contains(
            "run",
            "serve",
            "status",
            "check",
            "config",
            "reload",
            "completion",
            "version",
            "Watch this host, in the foreground");
  }

  @Test
  void theVersionIsTextOrJson() {
    assertThat(shell.run("version")).isZero();
    assertThat(shell.run("version", "--json")).isZero();
    assertThat(shell.run("--version")).isZero();

    assertThat(shell.out()).contains("vigia 1.2.3 (Java", "{\"version\":\"1.2.3\",\"java\":");
  }

  @Test
  void runHandsOverItsFlagsAsSettings() {
    int code =
        shell.run(
            "run",
            "-i",
            "0.5",
            "-c",
            "7",
            "-vv",
            "--no-http",
            "--log-root",
            "elsewhere",
            "--log-level",
            "DEBUG",
            "--listen",
            "127.0.0.1:9000",
            "--path.procfs",
            "/fixture/proc",
            "--cache",
            "state",
            "--lang",
            "pt-BR");

    assertThat(code).isZero();
    Settings settings = shell.monitoredBy();
    assertThat(settings.run())
        .isEqualTo(new Settings.Run(Duration.ofMillis(500), 7, Duration.ZERO, 2, "pt-BR"));
    assertThat(settings.http().enabled()).isFalse();
    assertThat(settings.http().port()).isEqualTo(9000);
    assertThat(settings.logs().root()).hasToString("elsewhere");
    assertThat(settings.logs().cache()).hasToString("state");
    assertThat(settings.logs().level()).isEqualTo("DEBUG");
    assertThat(settings.roots().procfs()).hasToString("/fixture/proc");
  }

  @Test
  void runWithoutFlagsRunsForEverAndServes() {
    assertThat(shell.run("run")).isZero();

    assertThat(shell.monitoredBy().run().cycles()).isZero();
    assertThat(shell.monitoredBy().http().enabled()).isTrue();
  }

  @Test
  void onceIsOneCycleWhateverElseIsSaid() {
    shell.environment.put("MONITORING_CYCLE_MODE", "time");
    assertThat(shell.run("run", "--once", "-c", "5")).isZero();

    assertThat(shell.monitoredBy().run().cycles()).isEqualTo(1);
    assertThat(shell.monitoredBy().run().duration()).isZero();
  }

  @Test
  void timeModeRunsForMinutes() {
    assertThat(shell.run("run", "--cycle-mode", "time", "--cycles", "3")).isZero();

    assertThat(shell.monitoredBy().run().duration()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void aFlagIsStrongerThanTheEnvironmentAndAWrongVariableIsOnlySaid() {
    shell.environment.put("MONITORING_INTERVAL_SEC", "9");
    shell.environment.put("MONITORING_CYCLES", "many");
    assertThat(shell.run("run", "-i", "2")).isZero();

    assertThat(shell.monitoredBy().run().interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(shell.err()).contains("MONITORING_CYCLES=many");
  }

  @Test
  void whatIsReadAgainIsWhatTheSourcesSayThen() throws IOException {
    Files.writeString(folder.resolve("vigia.yaml"), "interval: 1s\n");
    shell.monitor =
        (loaded, again, _) -> {
          shell.monitored.add(loaded);
          try {
            Files.writeString(folder.resolve("vigia.yaml"), "interval: 4s\n");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          shell.monitored.add(again.get());
          return ExitCode.OK;
        };
    shell.run("run");

    assertThat(shell.monitored).hasSize(2);
    assertThat(shell.monitoredBy().run().interval()).isEqualTo(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--no-such-flag", "-i=soon", "--interval=-1", "--listen=nowhere"})
  void aWrongFlagIsWrongUsage(String flag) {
    assertThat(shell.run("run", flag)).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("error:");
    assertThat(shell.monitored).isEmpty();
  }

  @Test
  void anUnknownCommandIsWrongUsageAndTheNearestIsNamed() {
    assertThat(shell.run("statsu")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("statsu", "status");
  }

  @Test
  void aWrongFileIsBadConfigurationEvenBesideAWrongFlag() throws IOException {
    Files.writeString(folder.resolve("vigia.yaml"), "intervall: 1s\n");

    assertThat(shell.run("run", "-i", "soon")).isEqualTo(ExitCode.BAD_CONFIGURATION);
    assertThat(shell.err()).contains("vigia.yaml:1:1", "did you mean interval?");
  }

  @Test
  void serveIsStartedWithItsSettings() {
    assertThat(shell.run("serve", "--listen", "127.0.0.1:0", "--log-root", "shared")).isZero();

    assertThat(shell.served).hasSize(1);
  }

  @Test
  void whatFailsUnexpectedlyIsAnInternalErrorWithItsTrace() {
    shell.monitor =
        (_, _, _) -> {
          throw new IllegalStateException("out of luck");
        };

    assertThat(shell.run("run")).isEqualTo(ExitCode.INTERNAL);
    assertThat(shell.err()).contains("out of luck", "at io.github.vigia");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void completionKnowsTheCommands(String name) {
    assertThat(shell.run("completion", name)).isZero();
    assertThat(shell.out()).contains("status", "check", "serve");
  }

  @Test
  void completionOfAnotherShellIsWrongUsage() {
    assertThat(shell.run("completion", "tcsh")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("tcsh");
  }
}
