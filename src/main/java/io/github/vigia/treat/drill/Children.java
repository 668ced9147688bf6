package io.github.vigia.treat.drill;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs that a drill starts; none outlives it. One thread. */
final class Children implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final List<String> PATH =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private final List<Process> started = new ArrayList<>();

  /**
   * What a drill can't do without.
   *
   * @throws IOException naming those that are not installed
   */
  static void require(String... programs) throws IOException {
    List<String> missing = new ArrayList<>();
    for (String program : programs) {
      if (PATH.stream().noneMatch(f -> Files.isExecutable(Path.of(f).resolve(program)))) {
        missing.add(program);
      }
    }
    if (!missing.isEmpty()) {
      throw new IOException("not installed here: " + String.join(", ", missing));
    }
  }

  /** Runs a program to its end. */
  void run(String... argv) throws IOException {
    Process process = builder(argv).redirectErrorStream(true).start();
    String said;
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    if (!isDone(process) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", argv) + ": " + said);
    }
  }

  /** Starts one that runs until the drill ends; its output is of no interest. */
  Process start(String... argv) throws IOException {
    Process process =
        builder(argv)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    started.add(process);
    return process;
  }

  private static ProcessBuilder builder(String... argv) {
    ProcessBuilder builder = new ProcessBuilder(argv).directory(Path.of("/").toFile());
    builder.environment().put("PATH", String.join(":", PATH));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static boolean isDone(Process process) {
    try {
      return process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      isDone(process);
    }
    started.clear();
  }
}
