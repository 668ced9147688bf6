package io.github.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.ProbeFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

  private static final Path HOST = Path.of("src/test/resources/hosts/psi-off").toAbsolutePath();

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    shell = new Shell(folder);
    settings("thresholds: { latency_ms: { targets: [127.0.0.1] } }\n", "rw-r--r--");
  }

  private void settings(String text, String permissions) throws IOException {
    Path file = folder.resolve("vigia.yaml");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private int doctor(String... more) {
    List<String> all = new ArrayList<>(List.of("doctor"));
    all.addAll(List.of("--path.procfs", HOST.resolve("proc").toString()));
    all.addAll(List.of("--path.sysfs", HOST.resolve("sys").toString()));
    all.addAll(List.of("--path.rootfs", folder.resolve("root").toString()));
    all.addAll(Arrays.asList(more));
    return shell.run(all.toArray(String[]::new));
  }

  @Test
  void everyGapHasWhatClosesIt() {
    assertThat(doctor()).isEqualTo(1);
    assertThat(shell.out())
        .contains("What it can see\n", "What it can heal\n", "Is it safe\n")
        .contains("· no agent answers", "      vigia run\n")
        .contains("✓ the settings are good", "✓ the kill switch is not set")
        .contains("! the kernel does not tell pressure (PSI)\n      add psi=1 to the kernel")
        .contains("could be better, 0 must be.");
  }

  @Test
  void itSpeaksPortugueseAndJson() {
    assertThat(doctor("--lang", "pt-BR")).isEqualTo(1);
    assertThat(doctor("--json")).isEqualTo(1);
    assertThat(shell.out())
        .contains("O que pode ver", "{\"code\":1,\"findings\":[{\"area\":\"see\"");
  }

  @Test
  void whatOthersCouldChangeIsNotSafe() throws IOException {
    settings("interval: 1s\n", "rw-rw-rw-");

    assertThat(doctor()).isEqualTo(2);
    assertThat(shell.out()).contains("✗ ", "vigia.yaml can be changed by others", "chmod go-w ");
  }

  @Test
  void aSecretThatEverybodyMayReadIsNotSafe() throws IOException {
    ProbeFixture.write(folder.resolve(".env"), "MONITORING_CYCLES=0\nLOKI_TOKEN=abc\n");
    Path file = folder.resolve(".env");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(doctor()).isEqualTo(2);
    assertThat(shell.out()).contains("holds a secret", "chmod o-r ");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(doctor()).isEqualTo(1);
  }

  @Test
  void wrongSettingsAreAFindingAndTheRestIsLookedAtAllTheSame() throws IOException {
    settings("intervall: 1s\n", "rw-r--r--");

    assertThat(shell.run("doctor")).isEqualTo(2);
    assertThat(shell.out()).contains("the settings have 1 problems", "vigia config check");
  }

  @Test
  void theKillSwitchAndTheDryRunAreSaid() throws IOException {
    Path killSwitch = folder.resolve("NO_TREATMENTS");
    Files.writeString(killSwitch, "");
    settings(
        "treatments: { mode: dry-run, kill_switch: "
            + killSwitch
            + " }\n"
            + "http: { listen: 0.0.0.0:8000 }\n"
            + "thresholds: { latency_ms: { targets: [127.0.0.1] } }\n",
        "rw-r--r--");

    assertThat(doctor()).isEqualTo(1);
    assertThat(shell.out())
        .contains("! the kill switch stops all treatments", "rm " + killSwitch)
        .contains("· no treatment acts (treatments.mode: dry-run)")
        .contains("! served to others at 0.0.0.0:8000");
  }
}
