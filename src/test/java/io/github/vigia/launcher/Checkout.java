package io.github.vigia.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of this checkout's scripts in a folder of its own, with a PATH that holds the system's
 * small tools and nothing else: each JDK and Maven is one that the test put there.
 */
final class Checkout {

  /** How a script ended, and what it said. */
  record Ended(int code, String out, String err) {}

  /** A script that was started. */
  record Running(Process process, Path out, Path err) {

    Ended await() throws IOException, InterruptedException {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still runs after 60 s");
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  private static final List<String> TOOLS =
      List.of(
          "awk",
          "bash",
          "cat",
          "cksum",
          "cp",
          "date",
          "dirname",
          "env",
          "find",
          "flock",
          "grep",
          "head",
          "id",
          "ls",
          "mkdir",
          "mktemp",
          "mv",
          "perl",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sleep",
          "sort",
          "tail",
          "tee",
          "touch",
          "uniq");

  private final Path base;
  private final Path tools;

  /** Copies the scripts below {@code base}, which is empty. */
  Checkout(Path base) throws IOException {
    this.base = base;
    this.tools = Files.createDirectories(base.resolve("tools"));
    for (String tool : TOOLS) {
      for (String folder : List.of("/usr/bin", "/bin")) {
        Path found = Path.of(folder, tool);
        if (Files.isExecutable(found)) {
          executable(tools.resolve(tool), "#!/bin/sh\nexec " + found + " \"$@\"\n");
          break;
        }
      }
    }
    for (String script : List.of("vigia", "build", "jvm.options")) {
      copy(script);
    }
    try (Stream<Path> scripts = Files.list(Path.of("src/main/sh"))) {
      for (Path script : scripts.toList()) {
        copy(script.toString());
      }
    }
    write("pom.xml", "<project/>\n");
    write("src/main/java/Main.java", "class Main {}\n");
  }

  Path home() {
    return base.resolve("checkout");
  }

  Path jvms() {
    return base.resolve("jvms");
  }

  /** Puts a JDK there that prints who it is, where it stands and what it was given. */
  Path jdk(String name, String version) throws IOException {
    Path jdk = jvms().resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"T\"\nJAVA_VERSION=\"" + version + "\"\n");
    bash(
        jdk.resolve("bin/java"),
        "echo \"jdk=" + name + "\"\npwd\nfor word; do printf '<%s>\\n' \"$word\"; done\n");
    bash(jdk.resolve("bin/javac"), "exit 1\n");
    return jdk;
  }

  /** Puts a Maven on PATH that counts its calls, runs {@code body} and makes a program. */
  void maven(String body) throws IOException {
    bash(
        tools.resolve("mvn"),
        "echo \"$*\" >>'%s/calls'\n%s\ncd '%s' && mkdir -p target/lib && echo j >target/vigia-1.jar && echo l >target/lib/l.jar\n"
            .formatted(base, body, home()));
  }

  /** What Maven was called with, a line a call. */
  List<String> mavenCalls() throws IOException {
    Path calls = base.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  void write(String file, String text) throws IOException {
    Path path = home().resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  void script(String file, String body) throws IOException {
    Path path = home().resolve(file);
    Files.createDirectories(path.getParent());
    bash(path, body);
  }

  Ended run(String... command) throws IOException, InterruptedException {
    return run(Map.of(), base, command);
  }

  Ended run(Map<String, String> environment, Path folder, String... command)
      throws IOException, InterruptedException {
    return start(environment, folder, command).await();
  }

  Running start(Map<String, String> environment, Path folder, String... command)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(command));
    words.set(0, home().resolve(command[0]).toString());
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", base.toString());
    builder.environment().put("VIGIA_JVM_FOLDER", jvms().toString());
    builder.environment().putAll(environment);
    // Files, not pipes: a script's output never waits for its reader.
    Path out = Files.createTempFile(base, "out", "");
    Path err = Files.createTempFile(base, "err", "");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Running(builder.start(), out, err);
  }

  private void copy(String file) throws IOException {
    Path copy = home().resolve(file);
    Files.createDirectories(copy.getParent());
    Files.copy(Path.of(file), copy);
  }

  private static void bash(Path path, String body) throws IOException {
    executable(path, "#!/usr/bin/env bash\n" + body);
  }

  private static void executable(Path path, String text) throws IOException {
    Files.writeString(path, text, UTF_8);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
