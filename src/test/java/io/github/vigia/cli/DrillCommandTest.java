package io.github.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of drills; the drills themselves are an integration suite. */
class DrillCommandTest {

  @TempDir private Path folder;
  private Shell shell;
  private final List<Services.Drill> asked = new ArrayList<>();

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  private void healing(boolean healed) {
    shell.drills =
        (drill, watcher) -> {
          asked.add(drill);
          watcher.told(0, "made", List.of("a disk"));
          watcher.told(0, "fault", List.of("it is full"));
          watcher.told(0.42, "detected", List.of("disk_percent", "/data", "96.9"));
          watcher.told(0.5, "held_back", List.of("vacuum_journal", "mode", "off"));
          watcher.told(0.6, "treats", List.of("cleanup_temp_files (old)", "would\u001b[2J"));
          watcher.told(11, "judged", List.of("cleanup_temp_files", "healed", "removed 3", "59.4"));
          watcher.ended(healed);
          if (drill.folder() == null) {
            watcher.cleaned();
          }
          return healed ? 0 : 1;
        };
  }

  @Test
  void theListNamesThemAllAndWhatNeedsRoot() {
    assertThat(shell.run("drill", "--list")).isZero();
    assertThat(shell.run("drill")).isZero();
    assertThat(shell.out())
        .contains(
            "disk-full          a filesystem runs full, with old files on it\n",
            "zombies            a stopped parent leaves zombies (root)\n");
  }

  @Test
  void aDrillIsShownLineByLine() {
    healing(true);

    assertThat(shell.run("drill", "disk-full")).isZero();
    assertThat(shell.out())
        .startsWith("Drill disk-full: ")
        .contains("    0.4 s  detected: Disk /data is CRITICAL at 96.9\n")
        .contains("vacuum_journal is held back by its mode: off")
        .contains("treats: cleanup_temp_files (old): would\uFFFD[2J")
        .contains("verdict: cleanup_temp_files healed: removed 3; the value is 59.4 now")
        .contains("Healed: detected after 0.4 s, treated after 0.6 s, verified after 11.0 s.")
        .endsWith("Everything that was made is removed.\n");
    assertThat(asked.getFirst().folder()).isNull();
    assertThat(asked.getFirst().arguments()).containsExactly("drill", "disk-full", "--lang", "en");
  }

  @Test
  void theProcessOnTheStageShowsItsOwnPartOnly() {
    healing(true);

    assertThat(shell.run("drill", "disk-full", "--stage", "/x", "--lang", "pt-BR")).isZero();
    assertThat(shell.out()).startsWith("    0,0 s  criado: a disk").contains("Corrigido: ");
    assertThat(asked.getFirst().folder()).hasToString("/x");
  }

  @Test
  void asJsonItIsOneObject() {
    healing(false);

    assertThat(shell.run("drill", "disk-full", "--json")).isEqualTo(1);
    assertThat(shell.out())
        .startsWith("{\"drill\":\"disk-full\",\"healed\":false,\"detected_seconds\":0.4,")
        .contains("\"verified_seconds\":null");
    assertThat(asked.getFirst().arguments()).contains("--json");
  }

  @Test
  void whatWasNotHealedIsSaid() {
    healing(false);

    assertThat(shell.run("drill", "disk-full")).isEqualTo(1);
    assertThat(shell.out()).contains("It was not healed.");
  }

  @Test
  void whatThisHostDoesNotLetIsNoFaultOfOurs() {
    shell.drills =
        (_, _) -> {
          throw new IOException("not installed here: tc");
        };

    assertThat(shell.run("drill", "disk-full")).isEqualTo(ExitCode.HELD_BACK);
    assertThat(shell.err()).contains("can't be done here: not installed here: tc");
    assertThat(shell.run("drill", "earthquake")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("expected one of disk-full, inodes");
  }
}
