package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.ProbeFixture;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartServiceTest {

  private static final String FAILED =
      """
      LoadState=loaded
      ActiveState=failed
      SubState=failed
      RefuseManualStart=no
      Job=
      MainPID=0
      InvocationID=a
      NRestarts=0
      Result=exit-code
      """;

  @TempDir private Path folder;

  private RestartService treatment(Programs programs, String... units) throws IOException {
    Files.createDirectories(folder.resolve("root/run/systemd/system"));
    return treatmentOf(programs, units);
  }

  private RestartService treatmentOf(Programs programs, String... units) {
    return new RestartService(
        new RestartService.Options(
            Mode.AUTO,
            List.of(units),
            Set.of(Signal.MEMORY),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20)),
        programs,
        ProbeFixture.roots(folder));
  }

  private static SaidPrograms systemd(String state) {
    return new SaidPrograms()
        .with("systemctl")
        .says("systemctl show", state)
        .says("systemctl list-dependencies", "web.service\n");
  }

  private String refusal(String state, String unit, String... units) throws IOException {
    return treatment(systemd(state), units).step(unit).preview().summary();
  }

  @Test
  void onlyUnitsThatWereNamedAreRestarted() throws IOException {
    assertThat(RestartService.Options.DEFAULTS.units()).isEmpty();
    assertThat(RestartService.Options.DEFAULTS.mode()).isEqualTo(Mode.DRY_RUN);
    assertThat(treatment(systemd(FAILED)).steps(new Condition(Signal.MEMORY, ""))).isEmpty();
    assertThat(refusal(FAILED, "web.service")).contains("is not in");
    assertThat(refusal(FAILED, "web.service", "web.service")).contains("would restart");
  }

  @Test
  void whatTheHostRestsOnIsNeverRestarted() throws IOException {
    for (String unit :
        List.of(
            "dbus.service", "systemd-logind.service", "ssh.service", "sshd", "docker.service")) {
      assertThat(refusal(FAILED, unit, unit)).contains("never restarted");
    }
  }

  @Test
  void aNameThatIsNoneIsRefused() throws IOException {
    for (String unit : List.of("", "-H", "a b", "x;reboot", "../etc")) {
      assertThat(refusal(FAILED, unit, unit)).contains("no name of a service");
    }
  }

  @Test
  void aUnitThatItsManagerIsAboutToHelpIsLeftToIt() throws IOException {
    String w = "web.service";
    assertThat(refusal(FAILED.replace("SubState=failed", "SubState=auto-restart"), w, w))
        .contains("about to be started");
    assertThat(refusal(FAILED.replace("Job=", "Job=812"), w, w)).contains("a job");
    assertThat(refusal(FAILED.replace("Start=no", "Start=yes"), w, w)).contains("refuses");
    assertThat(refusal(FAILED.replace("=failed", "=deactivating"), w, w)).contains("stopped");
    assertThat(refusal(FAILED.replace("loaded", "not-found"), w, w)).contains("not known");
  }

  @Test
  void aUnitThatCarriesManyOthersIsLeft() throws IOException {
    SaidPrograms programs =
        systemd(FAILED)
            .says(
                "systemctl list-dependencies",
                "db.service\na.service\nb.service\nc.service\nd.service\ne.service\nf.service\n");

    assertThat(treatment(programs, "db.service").step("db.service").preview().summary())
        .contains("carries 6 others");
  }

  /** A script of System V's kind, and the process that it keeps, for real. */
  private void script(String start) throws IOException {
    Path script = folder.resolve("root/etc/init.d/web");
    Path pid = folder.resolve("web.pid");
    ProbeFixture.write(
        script,
        """
        #!/bin/sh
        case "$1" in
          status) [ -e %1$s ] || exit 3; grep -qs 'State:.[SRD]' /proc/$(cat %1$s)/status && exit 0; exit 1 ;;
          restart) [ -e %1$s ] && kill $(cat %1$s) 2>/dev/null; %2$s echo $! > %1$s ;;
        esac
        """
            .formatted(pid, start));
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void aServiceThatDiedIsStartedAgainAndStaysUp() throws IOException {
    script("sleep 60 >/dev/null 2>&1 &");
    Files.writeString(folder.resolve("web.pid"), "4194305");
    HostRun run = new HostRun();
    Step step = treatmentOf(run, "web").step("web");
    try {
      assertThat(step.preview().summary()).contains("which is failed");

      Effect effect = step.act(step.preview(), run);

      assertThat(effect.direct()).isEqualTo(1);
      assertThat(run.commands).hasSize(1);
    } finally {
      endStarted();
    }
  }

  private void endStarted() throws IOException {
    String pid = Files.readString(folder.resolve("web.pid")).strip();
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void aServiceThatDoesNotStayUpIsNoSuccess() throws IOException {
    script("sleep 0.3 >/dev/null 2>&1 &");
    HostRun run = new HostRun();
    Step step = treatmentOf(run, "web").step("web");

    assertThat(step.act(step.preview(), run).direct()).isZero();
  }

  @Test
  void aRestartThatFailsIsAFailure() throws IOException {
    script("exit 5;");
    HostRun run = new HostRun();
    Step step = treatmentOf(run, "web").step("web");

    assertThatThrownBy(() -> step.act(step.preview(), run))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended with 5");
  }
}
