package io.github.vigia.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EnvFileFuzzTest {

  @TempDir private Path root;

  /** A wrong value is reported, and the default is used. */
  @FuzzTest
  void whateverTheFileHoldsThereAreSettings(byte[] bytes) {
    Loaded loaded = new Folder(root).file(".env", bytes).load();

    assertThat(loaded.settings()).isNotNull();
    assertThat(loaded.show()).allMatch(line -> line.chars().noneMatch(c -> c == '\n' || c == 27));
    for (ConfigProblem problem : loaded.problems()) {
      assertThat(problem.severity()).isNotEqualTo(Severity.ERROR);
      assertThat(problem.render(false)).doesNotContain("\u001b");
    }
  }
}
