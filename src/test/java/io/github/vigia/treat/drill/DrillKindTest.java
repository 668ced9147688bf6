package io.github.vigia.treat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.SettingsLoader;
import io.github.vigia.config.Sources;
import io.github.vigia.config.Texts;
import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Treatment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be said of drills without making faults; those are an integration suite. */
class DrillKindTest {

  private static final Programs NONE =
      new Programs() {
        @Override
        public Run.Ended run(List<String> argv, Duration limit) throws IOException {
          throw new IOException("not here");
        }

        @Override
        public boolean has(String name) {
          return false;
        }
      };

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void everyDrillHasATextSoundSettingsAndATreatmentForItsConditionOnly(DrillKind kind) {
    Drill drill = kind.in(folder, true);
    try (drill) {
      assertThat(DrillKind.of(kind.key())).contains(kind);
      assertThat(Texts.of("en").all()).containsKey("drill." + kind.key());
      assertThat(
              SettingsLoader.load(new Sources(null, folder, folder, Map.of(), drill.settings()))
                  .problems())
          .isEmpty();
      assertThat(drill.calm()).isLessThan(Duration.ofSeconds(15));
      List<Treatment> treatments = drill.treatments(NONE);
      assertThat(treatments.size() + drill.custom().size()).isEqualTo(1);
      for (Treatment treatment : treatments) {
        assertThat(treatment.steps(drill.condition())).isNotEmpty();
        for (Signal signal : Signal.values()) {
          assertThat(treatment.steps(new Condition(signal, "/elsewhere"))).isEmpty();
        }
      }
      drill
          .custom()
          .forEach(custom ->
              assertThat(new Condition(custom.signal(), custom.instance()))
                  .isEqualTo(drill.condition()));
    }
  }

  @Test
  void aPlainFolderPassesForASmallDisk() throws IOException {
    try (Drill drill = DrillKind.DISK_FULL.in(folder.toRealPath(), false)) {
      assertThat(drill.stage()).contains("without root");
      FilesystemStatistics before = drill.statfs().ask("/anything");
      assertThat(before.usedPercent()).isBetween(65.0, 72.0);
      drill.inject();
      assertThat(drill.statfs().ask("/anything").usedPercent()).isGreaterThan(95);

      // What is there is too young, so that nothing would go yet.
      Preview preview =
          drill.treatments(NONE).getFirst().steps(drill.condition()).getFirst().preview();
      assertThat(preview.items()).isEmpty();
      assertThat(preview.summary()).contains(folder.toRealPath().resolve("spool").toString());
    }
  }

  @Test
  void aStageThatHasEndedIsGone() throws IOException {
    Stage stage = Stage.make();
    Files.createDirectories(stage.folder().resolve("a/b"));
    Files.writeString(stage.folder().resolve("a/b/c"), "x");
    assertThat(stage.isGone()).isFalse();
    stage.close();
    assertThat(stage.isGone()).isTrue();
    stage.close();
  }

  @Test
  void whatADrillStartsEndsWithIt() throws IOException {
    Process sleeper;
    try (Children children = new Children()) {
      children.run("true");
      sleeper = children.start("sleep", "600");
      assertThat(sleeper.isAlive()).isTrue();
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> children.run("/bin/sh", "-c", "echo no; exit 3"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no");
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> Children.require("sh", "no-such-program"))
          .hasMessage("not installed here: no-such-program");
    }
    assertThat(sleeper.isAlive()).isFalse();
  }
}
