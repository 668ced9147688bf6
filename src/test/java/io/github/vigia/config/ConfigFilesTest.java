package io.github.vigia.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {

  @TempDir private Path root;

  @Test
  void noFileAnEmptyFileAndCommentsAloneAreTheDefaults() {
    assertThat(folder().settings()).isEqualTo(Settings.defaults());
    for (String empty : List.of("", "\n", "# nothing\n", "---\n", "---\n...\n", "~", "\uFEFF")) {
      assertThat(folder().file("vigia.yaml", empty).settings()).isEqualTo(Settings.defaults());
    }
    assertThat(folder().file("vigia.yaml", "logs:\nthresholds:\n  cpu_percent:\n").settings())
        .isEqualTo(Settings.defaults());
  }

  @Test
  void theWorkingFolderComesBeforeTheSystems() {
    folder().file("etc/vigia.yaml", "interval: 7s");
    assertThat(folder().load().values()).containsEntry("interval", "7s");
    folder().file("vigia.yaml", "cycles: 3");
    assertThat(folder().load().values())
        .containsEntry("interval", "3s")
        .containsEntry("cycles", "3");
  }

  @Test
  void theNamedFileIsTheOneThatCounts() {
    folder().file("vigia.yaml", "interval: 7s").file("other/own.yaml", "interval: 8s");
    Loaded loaded = folder().load("other/own.yaml");
    assertThat(loaded.values()).containsEntry("interval", "8s");
    assertThat(loaded.origins().get("interval"))
        .isNotNull()
        .extracting(Origin::text)
        .isEqualTo("other/own.yaml:1");
  }

  @Test
  void partsBesideTheFileAreLaidOverItInTheOrderOfTheirNames() {
    folder()
        .file("vigia.yaml", "interval: 1s\ncycles: 1\nverbosity: 1")
        .file("conf.d/20-b.yaml", "interval: 3s")
        .file("conf.d/10-a.yaml", "interval: 2s\ncycles: 2")
        .file("conf.d/30-c.yaml.off", "verbosity: 2");
    assertThat(folder().load().values())
        .containsEntry("interval", "3s")
        .containsEntry("cycles", "2")
        .containsEntry("verbosity", "1");
  }

  @Test
  void theSystemsPartsCountWithoutAFileToo() {
    folder().file("etc/conf.d/a.yaml", "interval: 4s");
    assertThat(folder().settings().run().interval()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void aNamedFileThatIsNotThereIsAnError() {
    assertThat(folder().load("none.yaml").problems())
        .extracting(problem -> problem.render(false))
        .containsExactly("none.yaml: error: there is no such file");
  }

  @Test
  void aFolderInPlaceOfAFileIsAnError() throws IOException {
    Files.createDirectory(root.resolve("vigia.yaml"));
    assertThat(folder().problems())
        .containsExactly("vigia.yaml: error: is a folder, expected a file");
  }

  @Test
  void aFileThatMayNotBeReadIsAnError() throws IOException {
    folder().file("vigia.yaml", "interval: 1s");
    Files.setPosixFilePermissions(
        root.resolve("vigia.yaml"), PosixFilePermissions.fromString("---------"));
    if (Files.isReadable(root.resolve("vigia.yaml"))) {
      // Root may read everything; a file whose reading fails is the nearest to it.
      Path broken = Path.of("/proc/self/mem");
      Assumptions.assumeTrue(Files.exists(broken));
      assertThat(folder().load(broken.toString()).problems())
          .singleElement()
          .extracting(problem -> problem.render(false))
          .asString()
          .startsWith("/proc/self/mem: error: can't be read: ");
      return;
    }
    assertThat(folder().problems())
        .containsExactly("vigia.yaml: error: can't be read: permission denied");
  }

  @Test
  void aFileThatIsNotUtf8IsAnErrorAtTheWrongByte() {
    byte[] latin = "interval: 1s\n# Lat\u00EAncia\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(folder().file("vigia.yaml", latin).problems())
        .containsExactly("vigia.yaml:2:6: error: is not UTF-8: byte 0xea can't stand here");
  }

  @Test
  void aFileThatEndsWithinACharacterIsAnError() {
    byte[] torn = {'#', ' ', (byte) 0xC3};
    assertThat(folder().file("vigia.yaml", torn).problems())
        .containsExactly("vigia.yaml:1:3: error: is not UTF-8: byte 0xc3 can't stand here");
  }

  @Test
  void aFileWithoutEndIsAnError() {
    assertThat(folder().load("/dev/zero").problems())
        .extracting(problem -> problem.render(false))
        .containsExactly("/dev/zero: error: is larger than 1MiB");
  }

  @Test
  void aTabForIndentationIsOneErrorAtTheTab() {
    List<String> problems = folder().file("vigia.yaml", "logs:\n\tlevel: INFO\n").problems();
    assertThat(problems).singleElement().asString().startsWith("vigia.yaml:2:1: error: not YAML: ");
  }

  @Test
  void nestingWithoutEndIsOneError() {
    for (String opening : List.of("[", "{a: ", "- ")) {
      assertThat(folder().file("vigia.yaml", opening.repeat(50_000)).problems())
          .singleElement()
          .asString()
          .contains("error: nested more than 20 levels deep");
    }
  }

  @Test
  void aliasesThatMultiplyAreOneError() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 20; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
    }
    assertThat(folder().file("vigia.yaml", bomb.toString()).problems())
        .singleElement()
        .asString()
        .contains("aliases");
  }

  @Test
  void aFewAliasesWork() {
    String yaml =
        """
        thresholds:
          cpu_percent: &limits { warning: 60%, critical: 70% }
          memory_percent: *limits
        """;
    assertThat(folder().file("vigia.yaml", yaml).load().values())
        .containsEntry("thresholds.memory_percent.critical", "70%");
  }

  @Test
  void aLoopOfAliasesIsAnErrorAndNoEndlessLoop() {
    assertThat(folder().file("vigia.yaml", "logs: &l\n  root: *l\n").problems()).isNotEmpty();
    assertThat(folder().file("vigia.yaml", "http: { allowed_hosts: &l [*l] }").problems())
        .isNotEmpty();
  }

  @Test
  void aSecondDocumentIsOneError() {
    assertThat(folder().file("vigia.yaml", "interval: 1s\n---\ncycles: 1\n").problems())
        .singleElement()
        .asString()
        .contains("error: not YAML: expected a single document");
  }

  @Test
  void windowsLineEndsAndAByteOrderMarkAreTolerated() {
    folder().file("vigia.yaml", "\uFEFFinterval: 2s\r\nlogs:\r\n  levl: INFO\r\n");
    assertThat(folder().problems())
        .containsExactly(
            """
            vigia.yaml:3:3: error: unknown key logs.levl; did you mean level?
               3 |   levl: INFO
                 |   ^^^^\
            """);
  }

  private Folder folder() {
    return new Folder(root);
  }
}
