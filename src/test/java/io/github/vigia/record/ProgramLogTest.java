package io.github.vigia.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramLogTest {

  private static final System.Logger logger = System.getLogger("io.github.vigia.test");

  @TempDir private Path root;
  private final StringWriter console = new StringWriter();
  private ProgramLog log;

  @BeforeEach
  void open() {
    Settings.Logs given = Settings.defaults().logs();
    Settings.Logs logs =
        new Settings.Logs(
            root,
            root,
            "INFO",
            given.maxBytes(),
            given.maxFileBytes(),
            given.rotateAfter(),
            given.compressAfter(),
            given.keep(),
            given.safeRotateAfter(),
            given.keepSafe(),
            given.summaryEvery(),
            given.summaryWindow(),
            given.averageWindow());
    log = ProgramLog.install(logs, ZoneOffset.UTC, new PrintWriter(console));
  }

  @AfterEach
  void close() {
    log.close();
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  private List<String> lines(String extension) throws IOException {
    String day = LocalDate.now(ZoneOffset.UTC).toString();
    return Files.readAllLines(root.resolve("debug/debug_log-" + day + "." + extension));
  }

  @Test
  void whatIsSaidIsKeptAsTextAndAsJson() throws IOException {
    logger.log(System.Logger.Level.INFO, "it works");

    assertThat(lines("txt"))
        .singleElement()
        .asString()
        .contains(" INFO [", "] io.github.vigia.test: it works");
    assertThat(lines("jsonl"))
        .singleElement()
        .asString()
        .contains("\"level\":\"INFO\"", "\"msg\":\"it works\"")
        .doesNotContain("exception");
    assertThat(console.toString()).isEmpty();
  }

  @Test
  void warningsAreShownAndNothingBreaksTheirLine() throws IOException {
    logger.log(System.Logger.Level.WARNING, "two\nlines \u001b[2J");

    assertThat(lines("txt")).hasSize(1);
    assertThat(lines("jsonl")).hasSize(1);
    assertThat(console.toString())
        .isEqualToIgnoringNewLines("vigia: warning: two\\u000alines \\u001b[2J");
  }

  @Test
  void anExceptionIsKeptWithItsTrace() throws IOException {
    logger.log(System.Logger.Level.ERROR, "it broke", new IOException("no room"));

    assertThat(lines("txt")).hasSizeGreaterThan(2).element(1).asString().startsWith("    java.io");
    assertThat(lines("jsonl")).singleElement().asString().contains("\"exception\":", "no room");
    assertThat(console.toString()).contains("error: it broke: java.io.IOException: no room");
  }

  @Test
  void anExceptionThatNoThreadCaughtIsKept() throws Exception {
    Thread thread =
        Thread.ofPlatform()
            .name("unlucky")
            .start(() -> {
              throw new IllegalStateException("out of luck");
            });
    thread.join();

    assertThat(lines("txt").getFirst()).contains("ERROR", "unhandled exception in thread unlucky");
  }

  @Test
  void whatIsLessSevereThanTheLevelIsNotKept() throws IOException {
    logger.log(System.Logger.Level.DEBUG, "not this");
    log.level("DEBUG");
    logger.log(System.Logger.Level.DEBUG, "this");
    log.level("WARNING");
    logger.log(System.Logger.Level.INFO, "not this");
    log.level("ERROR");
    logger.log(System.Logger.Level.WARNING, "not this");
    log.level("INFO");

    assertThat(lines("txt")).singleElement().asString().contains("DEBUG", ": this");
  }

  @Test
  void withoutFilesOnlyErrorsAreShown() {
    StringWriter other = new StringWriter();
    ProgramLog.toConsole(new PrintWriter(other));
    logger.log(System.Logger.Level.WARNING, "not this");
    logger.log(System.Logger.Level.ERROR, "this");
    log.level("INFO");

    assertThat(other.toString()).isEqualToIgnoringNewLines("vigia: error: this");
  }
}
