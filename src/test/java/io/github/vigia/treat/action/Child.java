package io.github.vigia.treat.action;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * A Python program that says a line when it is ready, and ends when its standard input does or when
 * this is closed.
 */
final class Child implements AutoCloseable {

  private final Process process;
  final String said;

  Child(String program, String... arguments) throws IOException {
    List<String> argv = new ArrayList<>(List.of("python3", "-c", program));
    argv.addAll(Arrays.asList(arguments));
    Assumptions.assumeTrue(new RealRun().has("python3"), "needs python3");
    process = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    said = Objects.requireNonNull(out.readLine(), "the program ended before it was ready");
  }

  int pid() {
    return (int) process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IOException("interrupted while a program ended", e);
    }
  }
}
