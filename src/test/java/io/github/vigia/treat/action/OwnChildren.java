package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A /proc in which only processes are that a test started, so that nobody else's can be touched.
 */
final class OwnChildren implements AutoCloseable {

  private final Path folder;
  private final List<Process> started = new ArrayList<>();

  OwnChildren(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("proc"));
    // Two days: all that was started just now is old enough.
    Files.writeString(folder.resolve("proc/uptime"), uptime(3600) + " 1.00\n");
  }

  private static double uptime(double more) throws IOException {
    return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0]) + more;
  }

  Process start(String... argv) throws IOException {
    Process process =
        new ProcessBuilder(argv)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    started.add(process);
    Files.createSymbolicLink(
        folder.resolve("proc/" + process.pid()), Path.of("/proc/" + process.pid()));
    return process;
  }

  void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve("proc").resolve(file), text);
  }

  /** With the real /sys. */
  Roots roots() {
    return new Roots(folder.resolve("proc"), Path.of("/sys"), folder.resolve("root"));
  }

  @Override
  public void close() throws IOException {
    for (Process process : started) {
      process.destroyForcibly();
      try {
        process.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
