package io.github.vigia.treat.drill;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a drill takes place: a folder of its own and, for root, another process of this program in
 * namespaces of its own for mounts, processes and, where wanted, the network. When that process
 * ends, however it ends, so does everything in them.
 */
public final class Stage implements AutoCloseable {

  private static final System.Logger logger = System.getLogger(Stage.class.getName());
  private static final Duration ENDING = Duration.ofSeconds(15);
  private static final List<String> MAINS =
      List.of("io.github.vigia/io.github.vigia.Main", "io.github.vigia.Main");

  private final Path folder;
  private @Nullable Process process;

  private Stage(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder. */
  public static Stage make() throws IOException {
    return new Stage(Files.createTempDirectory("vigia-drill-").toRealPath());
  }

  public Path folder() {
    return folder;
  }

  /**
   * Runs the drill in namespaces of its own, by another process of this program, which writes to
   * the same terminal. That one ends when its standard input does, so it never outlives this one.
   *
   * @param arguments of this program
   * @return its exit code
   * @throws IOException if it can't be started
   */
  public int run(DrillKind kind, List<String> arguments) throws IOException {
    Children.require("unshare");
    List<String> argv = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork"));
    argv.addAll(List.of("--kill-child=KILL", "--mount-proc"));
    if (kind.ownNetwork()) {
      argv.add("--net");
    }
    try (Children probe = new Children()) {
      List<String> trial = new ArrayList<>(argv);
      trial.add("true");
      probe.run(trial.toArray(String[]::new));
    }
    argv.addAll(ownCommand());
    argv.addAll(arguments);
    Process started =
        new ProcessBuilder(argv)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process = started;
    try {
      return started.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a drill ran");
    }
  }

  /** How this program was started, up to the name of its main class. */
  private static List<String> ownCommand() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of("/proc/self/cmdline"));
    List<String> own = new ArrayList<>();
    for (String word : new String(bytes, StandardCharsets.UTF_8).split("\0", -1)) {
      own.add(word);
      if (MAINS.contains(word)) {
        return own;
      }
    }
    throw new IOException("this program was not started as it should be: " + own);
  }

  /** Whether nothing of it is left. */
  public boolean isGone() {
    return Files.notExists(folder);
  }

  /** Ends what runs, and removes the folder and what no namespace ends. */
  @Override
  public void close() {
    Process running = process;
    if (running != null && running.isAlive()) {
      end(running);
    }
    try {
      CpuGroup.remove(RunawayCpu.groupOf(folder));
      if (Files.exists(folder)) {
        remove();
      }
    } catch (IOException e) {
      logger.log(System.Logger.Level.ERROR, "something of the drill is left: " + e);
    }
  }

  private static void end(Process running) {
    try {
      OutputStream life = running.getOutputStream();
      life.close();
      if (!running.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly();
        running.waitFor();
      }
    } catch (IOException e) {
      logger.log(System.Logger.Level.DEBUG, "the drill has ended already", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void remove() throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
