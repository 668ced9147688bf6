package io.github.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  @Test
  void checkOfGoodSettingsSaysSo() {
    assertThat(shell.run("config", "check")).isZero();
    assertThat(shell.out()).contains("good");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void checkNamesEveryProblemWithItsPlace() throws IOException {
    Files.writeString(
        folder.resolve("vigia.yaml"),
        """
        thresholds:
          disk_percent: { warning: 85%, critical: 80% }
        http: { listen: here }
        """);

    assertThat(shell.run("config", "check")).isEqualTo(ExitCode.BAD_CONFIGURATION);
    assertThat(shell.err())
        .contains("vigia.yaml:2:", "critical (80%) must be above warning (85%)", "vigia.yaml:3:");
  }

  @Test
  void checkFailsOnAWrongVariableThatARunWouldReplaceByItsDefault() {
    shell.environment.put("MONITORING_CYCLES", "many");

    assertThat(shell.run("config", "check")).isEqualTo(ExitCode.BAD_CONFIGURATION);
    assertThat(shell.err()).contains("MONITORING_CYCLES", "many");
  }

  @Test
  void showPrintsEveryKeyAndWithOriginItsPlace() throws IOException {
    Files.writeString(folder.resolve("vigia.yaml"), "interval: 7s\n");

    assertThat(shell.run("config", "show")).isZero();
    assertThat(shell.out()).contains("interval = 7s\n").doesNotContain("# from");
    assertThat(shell.run("config", "show", "--origin")).isZero();
    assertThat(shell.out()).contains("interval = 7s  # from vigia.yaml:1", "# from default");
  }

  @Test
  void showAsJsonHasKeyValueAndOrigin() {
    assertThat(shell.run("config", "show", "--json")).isZero();
    assertThat(shell.out())
        .startsWith(
            "{\"settings\":[{\"key\":\"interval\",\"value\":\"3s\",\"origin\":\"default\"}");
  }

  @Test
  void showOfABadFileIsBadConfiguration() throws IOException {
    Files.writeString(folder.resolve("vigia.yaml"), "nothing: at all\n");

    assertThat(shell.run("config", "show")).isEqualTo(ExitCode.BAD_CONFIGURATION);
  }

  @Test
  void initPrintsAFileThatPassesTheCheck() throws IOException {
    assertThat(shell.run("config", "init")).isZero();
    Files.writeString(folder.resolve("vigia.yaml"), shell.out());

    assertThat(new Shell(folder).run("config", "check")).isZero();
  }

  @Test
  void schemaIsAJsonSchema() {
    assertThat(shell.run("config", "schema")).isZero();
    assertThat(shell.out()).contains("https://json-schema.org/draft/2020-12/schema", "interval");
  }

  @Test
  void aloneItSaysWhatThereIs() {
    assertThat(shell.run("config")).isZero();
    assertThat(shell.out()).contains("check", "show", "init", "schema");
  }
}
