package io.github.vigia.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.launcher.Checkout.Ended;
import io.github.vigia.launcher.Checkout.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher of a checkout is a bash script")
class LauncherTest {

  private Path base;
  private Checkout checkout;

  @BeforeEach
  void copy(@TempDir Path folder) throws Exception {
    base = Files.createDirectories(folder.toRealPath().resolve("a folder"));
    checkout = new Checkout(base);
    checkout.maven("");
  }

  @Test
  void buildsWhatIsMissingThenRunsItWithTheFlagsOfTheFile() throws Exception {
    checkout.jdk("temurin-25", "25.0.3");

    Ended first = checkout.run("vigia", "version");

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).startsWith("Building Vigia").contains("Built Vigia in ");
    assertThat(first.out())
        .contains("jdk=temurin-25\n", "<@" + checkout.home() + "/jvm.options>\n")
        .endsWith("<-m>\n<io.github.vigia/io.github.vigia.Main>\n<version>\n");
    assertThat(program()).contains("vigia-1.jar", "l.jar");
  }

  @Test
  void startedAgainDoesNotBuildAgain() throws Exception {
    checkout.jdk("temurin-25", "25.0.3");
    checkout.run("vigia");

    Ended again = checkout.run("vigia");

    assertThat(again.code()).isZero();
    assertThat(again.err()).isEmpty();
    assertThat(checkout.mavenCalls()).hasSize(1);
  }

  @Test
  void aTouchedSourceIsNotBuiltButAChangedOneIs() throws Exception {
    checkout.jdk("temurin-25", "25.0.3");
    checkout.run("vigia");
    Path source = checkout.home().resolve("src/main/java/Main.java");

    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(3600)));
    checkout.run("vigia");
    assertThat(checkout.mavenCalls()).hasSize(1);

    checkout.write("src/main/java/Main.java", "class Main { }\n");
    Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
    checkout.run("vigia");
    assertThat(checkout.mavenCalls()).hasSize(2);

    checkout.write("src/main/java/Main.java", "class Main {}\n");
    checkout.run("vigia");
    assertThat(checkout.mavenCalls()).as("back to what was built before").hasSize(2);
  }

  @Test
  void startsAtOnceBuildOnce() throws Exception {
    checkout.jdk("temurin-25", "25.0.3");
    checkout.maven("sleep 0.5");

    Running one = checkout.start(Map.of(), base, "vigia", "one");
    Running two = checkout.start(Map.of(), base, "vigia", "two");

    assertThat(one.await().out()).endsWith("<one>\n");
    assertThat(two.await().out()).endsWith("<two>\n");
    assertThat(checkout.mavenCalls()).hasSize(1);
  }

  @Test
  void aFailedBuildIsToldAndLeavesNoProgram() throws Exception {
    checkout.jdk("temurin-25", "25.0.3");
    checkout.maven("echo '[ERROR] no such thing'; exit 1");

    Ended ended = checkout.run("vigia");

    assertThat(ended.code()).isEqualTo(70);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("[ERROR] no such thing\n", "vigia: the build failed", "vigia-build.log")
        .doesNotContain("Built Vigia");
    assertThat(program()).isEqualTo("[]");
  }

  @Test
  void saysInOneSentenceThatThereIsNoJdk25() throws Exception {
    checkout.jdk("openjdk-17", "17.0.15");
    checkout.jdk("openjdk-26", "26");

    Ended ended = checkout.run("vigia");

    assertThat(ended.code()).isEqualTo(69);
    assertThat(ended.err()).startsWith("vigia: is built with JDK 25").hasLineCount(1);
  }

  @Test
  void saysInOneSentenceThatThereIsNoMaven() throws Exception {
    checkout.jdk("temurin-25", "25.0.3");
    Files.delete(base.resolve("tools/mvn"));

    Ended ended = checkout.run("vigia");

    assertThat(ended.code()).isEqualTo(69);
    assertThat(ended.err()).startsWith("vigia: is built with Maven").hasLineCount(1);
  }

  @Test
  void javaHomeComesFirstIfItIsNewEnough() throws Exception {
    Path old = checkout.jdk("openjdk-17", "17.0.15");
    checkout.jdk("a-25", "25.0.1");
    Path own = checkout.jdk("z-25", "25.0.3");

    assertThat(runWithJavaHome(own).out()).startsWith("jdk=z-25\n");
    assertThat(runWithJavaHome(old).out()).startsWith("jdk=a-25\n");
  }

  @Test
  void theJavaOnPathIsFoundThroughItsLinks() throws Exception {
    Path elsewhere = base.resolve("elsewhere");
    Files.move(checkout.jdk("path-25", "25.0.3"), elsewhere);
    Files.createSymbolicLink(base.resolve("tools/java"), elsewhere.resolve("bin/java"));

    assertThat(checkout.run("vigia").out()).startsWith("jdk=path-25\n");
  }

  @Test
  void a25ComesBeforeALaterReleaseAndALaterOneServesOnlyIfItIsLongTerm() throws Exception {
    Path ours = checkout.jdk("temurin-25", "25.0.3");
    Path later = checkout.jdk("later-29", "29.0.1");
    checkout.jdk("later-33", "33");
    checkout.jdk("short-26", "26.0.1");
    checkout.run("vigia");
    assertThat(runWithJavaHome(later).out()).startsWith("jdk=temurin-25\n");

    Files.delete(ours.resolve("release"));
    Files.delete(ours.resolve("bin/java"));

    assertThat(checkout.run("vigia").out()).startsWith("jdk=later-29\n");
  }

  @Test
  void worksThroughALinkFromAnyFolderAndLeavesTheWorkingFolderAsItIs() throws Exception {
    checkout.jdk("temurin-25", "25.0.3");
    Path elsewhere = Files.createDirectories(base.resolve("some where"));
    Path link = base.resolve("link");
    Files.createSymbolicLink(link, checkout.home().resolve("vigia"));

    Ended ended = checkout.run(Map.of(), elsewhere, link.toString());

    assertThat(ended.out()).contains("\n" + elsewhere + "\n");
  }

  @Test
  void passesEveryArgumentAsItIs() throws Exception {
    checkout.jdk("temurin-25", "25.0.3");

    Ended ended = checkout.run("vigia", "run", "", "a  b", "*", "@file", "--log-root=$HOME");

    assertThat(ended.out()).endsWith("<run>\n<>\n<a  b>\n<*>\n<@file>\n<--log-root=$HOME>\n");
  }

  @Test
  void theFlagsStartTheJvmOfThisBuild() throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@jvm.options",
                "-version")
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), UTF_8);

    assertThat(java.waitFor()).as(said).isZero();
    assertThat(said).doesNotContain("deprecated", "Ignoring", "ignored");
  }

  private Ended runWithJavaHome(Path jdk) throws Exception {
    return checkout.run(Map.of("JAVA_HOME", jdk.toString()), base, "vigia");
  }

  private String program() throws Exception {
    try (var files = Files.walk(checkout.home().resolve("target/app"))) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList().toString();
    }
  }
}
