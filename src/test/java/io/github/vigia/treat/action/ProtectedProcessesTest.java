package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedProcessesTest {

  /** No process of the machine that runs this test has such a number. */
  private static final int PID = 999_999_999;

  @TempDir private Path temporary;

  @Test
  void anOrdinaryProcessMayBeEnded() throws IOException {
    assertThat(reason("worker", PID, 7, PID, 0, "0::/user.slice/session-1.scope\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init",
        "systemd-logind",
        "dbus-daemon",
        "sshd",
        "agetty",
        "containerd-shim",
        "dockerd",
        "postgres",
        "mysqld",
        "apt-get",
        "dpkg",
        "e2fsck",
        "NetworkManager",
        "qemu-kvm"
      })
  void aProcessOfSuchANameIsProtected(String name) throws IOException {
    assertThat(reason(name, PID, 7, PID, 0, "")).contains("by its name");
  }

  @Test
  void theSettingsMayProtectMore() throws IOException {
    RunningProcess process = process("mine", PID, 7, PID, 0, "");

    assertThat(ProtectedProcesses.reason(roots(), process, Set.of("mine"))).contains("by its name");
  }

  @Test
  void theFirstProcessesAndTheKernelsAreProtected() throws IOException {
    assertThat(reason("worker", 1, 0, 1, 0, "")).contains("kernel's or the first");
    assertThat(reason("[kworker]", PID, 2, PID, 0, "")).contains("kernel's or the first");
    assertThat(reason("worker", PID, 7, 1, 0, "")).contains("first process of a container");
  }

  @Test
  void whatTheKernelNeverKillsIsProtected() throws IOException {
    assertThat(reason("worker", PID, 7, PID, -1000, "")).contains("exempt");
  }

  @Test
  void aServiceIsToBeRestarted() throws IOException {
    assertThat(reason("worker", PID, 7, PID, 0, "0::/system.slice/app.service\n"))
        .contains("app.service");
  }

  @Test
  void thisProgramAndItsAncestorsAreProtected() throws IOException {
    Roots live = new Roots(Path.of("/proc"), Path.of("/sys"), Path.of("/"));
    RunningProcess self = RunningProcess.of(live, (int) ProcessHandle.current().pid());
    if (self != null) {
      assertThat(ProtectedProcesses.reason(live, self, Set.of())).contains("this program");
    }
    assertThat(reason("gone", PID - 1, 7, 1, 0, "")).isNotEmpty();
  }

  private String reason(String name, int pid, int parent, int inner, int score, String cgroup)
      throws IOException {
    return ProtectedProcesses.reason(
        roots(), process(name, pid, parent, inner, score, cgroup), Set.of());
  }

  private RunningProcess process(
      String name, int pid, int parent, int inner, int score, String cgroup) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("proc/" + pid));
    Files.writeString(
        folder.resolve("status"),
        "State:\tS\nPPid:\t%d\nNSpid:\t%d\t%d\n".formatted(parent, pid, inner));
    Files.writeString(folder.resolve("oom_score_adj"), score + "\n");
    Files.writeString(folder.resolve("cgroup"), cgroup);
    return new RunningProcess(pid, 1, name);
  }

  private Roots roots() {
    return new Roots(temporary.resolve("proc"), temporary.resolve("sys"), Path.of("/"));
  }
}
