package io.github.vigia.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.launcher.Checkout.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the build script is a bash script")
class BuildTest {

  private static final String TESTS =
      "echo '[INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 0'\n";

  private Checkout checkout;

  @BeforeEach
  void copy(@TempDir Path folder) throws Exception {
    checkout = new Checkout(folder.toRealPath());
    checkout.jdk("temurin-25", "25.0.3");
    checkout.maven(TESTS);
    checkout.script(
        "src/it/run", "echo 'PASS scrape: is up'\necho 'NOT RUN fuse: hangs (no root)'\n");
  }

  @Test
  void runsMavenThenTheSuitesAndSumsUpWhatTheySaid() throws Exception {
    Ended ended = checkout.run("build");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(checkout.mavenCalls()).containsExactly("-B -ntp verify");
    assertThat(ended.out())
        .endsWith(
            """
            Summary
              Maven: Tests run: 12, Failures: 0, Errors: 0, Skipped: 0
              Suite scrape: 1 passed, 0 failed, 0 not run
              Suite fuse: 0 passed, 0 failed, 1 not run
                NOT RUN fuse: hangs (no root)
            """);
  }

  @Test
  void quickLeavesTheSuitesOut() throws Exception {
    Ended ended = checkout.run("build", "quick");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("Maven: Tests run: 12").doesNotContain("scrape");
  }

  @Test
  void aFailedSuiteFailsTheBuild() throws Exception {
    checkout.script("src/it/run", "echo 'FAIL scrape: is up; saw 0'\nexit 3\n");

    Ended ended = checkout.run("build");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.out()).endsWith("    FAIL scrape: is up; saw 0\n");
  }

  @Test
  void aFailedMavenFailsTheBuildBeforeTheSuites() throws Exception {
    checkout.maven("echo '[ERROR] no'; exit 1");

    Ended ended = checkout.run("build");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains("[ERROR] no\n").doesNotContain("scrape");
    assertThat(ended.err()).contains("FAILED: mvn verify");
  }

  @Test
  void aWarningOfMavenOrTheJvmFailsTheBuild() throws Exception {
    checkout.maven(TESTS + "echo '[WARNING] something new'");
    assertThat(checkout.run("build", "quick"))
        .satisfies(ended -> assertThat(ended.code()).isEqualTo(1))
        .satisfies(ended -> assertThat(ended.err()).contains("1 [WARNING] something new"));

    checkout.maven(TESTS + "echo 'WARNING: A terminally deprecated method was called'");
    assertThat(checkout.run("build", "quick").code()).isEqualTo(1);
  }

  @Test
  void theLauncherRunsWhatTheBuildMade() throws Exception {
    checkout.run("build", "quick");

    Ended ended = checkout.run("vigia", "version");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).startsWith("jdk=temurin-25");
    assertThat(checkout.mavenCalls()).hasSize(1);
  }

  @Test
  void anUnknownWordIsAUsageError() throws Exception {
    Ended ended = checkout.run("build", "fast");

    assertThat(ended.code()).isEqualTo(64);
    assertThat(ended.err()).contains("not 'fast'");
  }
}
