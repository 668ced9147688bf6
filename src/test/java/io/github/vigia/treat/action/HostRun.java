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

/** Runs programs for real, with a prefix such as {@code ip netns exec}, and remembers which. */
final class HostRun implements Run, Programs {

  final List<String> commands = new ArrayList<>();
  final List<Effect> said = new ArrayList<>();
  int armed;
  int fired;
  int disarmed;
  private final List<String> prefix;
  private boolean over;

  HostRun(String... prefix) {
    this.prefix = List.of(prefix);
  }

  void end() {
    over = true;
  }

  @Override
  public String attempt() {
    return "attempt-1";
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void pause(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }

  @Override
  public void did(Effect soFar) {
    said.add(soFar);
  }

  @Override
  public Ended command(List<String> argv, Duration limit) throws IOException {
    commands.add(String.join(" ", argv));
    return run(argv, limit);
  }

  @Override
  public Ended run(List<String> argv, Duration limit) throws IOException {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(argv);
    Path err = Files.createTempFile("vigia-err", "");
    try {
      Process process =
          new ProcessBuilder(all)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectError(err.toFile())
              .start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Ended(ended ? process.exitValue() : -1, out, Files.readString(err), !ended);
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      Files.deleteIfExists(err);
    }
  }

  @Override
  public boolean has(String name) {
    for (String folder : List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return false;
  }

  /** Not the real guardian, which the engine has: what is armed happens when it is told to. */
  @Override
  public Armed arm(List<String> argv, Duration delay) {
    armed++;
    return new Armed() {
      @Override
      public void disarm() {
        disarmed++;
      }

      @Override
      public void fire() throws IOException {
        fired++;
        Ended ended = run(argv, Duration.ofSeconds(10));
        if (!ended.succeeded()) {
          throw new IOException("the rollback failed: " + ended.err());
        }
      }
    };
  }
}
