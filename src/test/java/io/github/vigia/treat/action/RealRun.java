package io.github.vigia.treat.action;

import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A run whose programs are really started and whose pauses are really waited. */
final class RealRun implements Run, Programs {

  final List<List<String>> commands = new ArrayList<>();
  final List<Effect> told = new ArrayList<>();
  final List<String> rollbacks = new ArrayList<>();
  boolean isOver;

  @Override
  public String attempt() {
    return "0193-test";
  }

  @Override
  public boolean isOver() {
    return isOver;
  }

  @Override
  public void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    while (!isOver && System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Override
  public void did(Effect soFar) {
    told.add(soFar);
  }

  @Override
  public Ended command(List<String> argv, Duration limit) throws IOException {
    commands.add(argv);
    return run(argv, limit);
  }

  @Override
  public Ended run(List<String> argv, Duration limit) throws IOException {
    Path out = Files.createTempFile("vigia-out", "");
    Path err = Files.createTempFile("vigia-err", "");
    try {
      Process process =
          new ProcessBuilder(argv)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      return new Ended(
          ended ? process.exitValue() : -1,
          Files.readString(out, StandardCharsets.ISO_8859_1),
          Files.readString(err, StandardCharsets.ISO_8859_1),
          !ended);
    } catch (InterruptedException e) {
      throw new IOException(argv + " was interrupted", e);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  @Override
  public boolean has(String name) {
    return List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
        .stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  @Override
  public Armed arm(List<String> argv, Duration delay) {
    rollbacks.add("armed");
    return new Armed() {
      @Override
      public void disarm() {
        rollbacks.add("disarmed");
      }

      @Override
      public void fire() throws IOException {
        rollbacks.add("fired");
        run(argv, delay);
      }
    };
  }
}
