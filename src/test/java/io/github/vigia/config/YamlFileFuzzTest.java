package io.github.vigia.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class YamlFileFuzzTest {

  @TempDir private Path root;

  @FuzzTest
  void whateverTheFileHoldsItIsSettingsOrProblems(byte[] bytes) {
    Loaded loaded = new Folder(root).file("vigia.yaml", bytes).load();

    assertThat(loaded.settings() == null).isEqualTo(!loaded.problems().isEmpty() && failed(loaded));
    assertThat(loaded.values()).hasSameSizeAs(loaded.origins());
    assertThat(loaded.show()).allMatch(line -> line.chars().noneMatch(c -> c == '\n' || c == 27));
    for (ConfigProblem problem : loaded.problems()) {
      assertThat(problem.render(false)).startsWith("vigia.yaml").doesNotContain("\u001b");
    }
  }

  private static boolean failed(Loaded loaded) {
    return loaded.problems().stream().anyMatch(p -> p.severity() == Severity.ERROR);
  }
}
