package io.github.vigia.treat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts things back when nobody says in time that all is well: a process of its own that sleeps and
 * then runs the rollback, whether the agent lives or not. A token file decides who of the two is
 * first; whoever renames it owns the decision.
 */
final class Guardian {

  /** Seconds, token, program and arguments come as its arguments; none is part of this text. */
  private static final String WATCH =
      "sleep \"$1\"; mv \"$2\" \"$2.fired\" 2>/dev/null || exit 0; shift 2; exec \"$@\"";

  private static final Duration ROLLBACK_LIMIT = Duration.ofMinutes(2);

  private final Path folder;
  private final Commands commands;
  private final Book book;
  private final boolean systemd;

  /**
   * @param folder of tokens, in memory: what it rolls back does not outlive a reboot either
   * @param systemd whether systemd is process 1; what is not a unit of its own dies with ours there
   */
  Guardian(Path folder, Commands commands, Book book, boolean systemd) {
    this.folder = folder;
    this.commands = commands;
    this.book = book;
    this.systemd = systemd;
  }

  /** Arms a rollback, which is written down first. */
  Run.Armed arm(String attempt, List<String> argv, Duration delay) throws IOException {
    if (argv.isEmpty() || Commands.find(argv.getFirst()) == null) {
      throw new IOException("a rollback must be a program with its arguments, found " + argv);
    }
    Path token = folder.resolve("rollback-" + Ids.next());
    book.armed(attempt, token, argv);
    Files.createFile(token);
    try {
      return new Watching(attempt, token, argv, start(token, argv, delay));
    } catch (IOException e) {
      Files.deleteIfExists(token);
      book.disarmed(attempt, token);
      throw e;
    }
  }

  private Process start(Path token, List<String> argv, Duration delay) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(argv(token, argv, delay));
    Path root = folder.toAbsolutePath().resolve("/");
    builder.directory(root.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    builder.redirectInput(root.resolve("dev/null").toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }

  /** What is started to watch. */
  List<String> argv(Path token, List<String> argv, Duration delay) {
    List<String> watch = new ArrayList<>();
    if (systemd) {
      watch.addAll(
          List.of("systemd-run", "--collect", "--quiet", "--unit=vigia-" + token.getFileName()));
    } else {
      watch.add("setsid");
    }
    watch.addAll(List.of("/bin/sh", "-c", WATCH, "vigia-guardian"));
    watch.add("%d.%03d".formatted(delay.toSeconds(), delay.toMillisPart()));
    watch.add(token.toString());
    watch.addAll(argv);
    return watch;
  }

  /**
   * Does now what a dead agent left armed, unless it has happened already.
   *
   * @return whether it was done here
   */
  boolean settle(String attempt, Path token, List<String> argv) throws IOException {
    if (!claim(token)) {
      book.rolledBack(attempt, token, "it had happened already");
      return false;
    }
    restore(attempt, token, argv);
    return true;
  }

  private void restore(String attempt, Path token, List<String> argv) throws IOException {
    Run.Ended ended = commands.run(argv, ROLLBACK_LIMIT);
    Files.deleteIfExists(fired(token));
    book.rolledBack(attempt, token, ended.succeeded() ? "done" : "exit code " + ended.code());
    if (!ended.succeeded()) {
      throw new IOException(
          "the rollback failed with exit code " + ended.code() + ": " + ended.err().strip());
    }
  }

  private static Path fired(Path token) {
    return token.resolveSibling(token.getFileName() + ".fired");
  }

  /** Whether we were the first. */
  private static boolean claim(Path token) throws IOException {
    try {
      Files.move(token, fired(token), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private final class Watching implements Run.Armed {

    private final String attempt;
    private final Path token;
    private final List<String> argv;
    private final Process process;
    private boolean settled;

    Watching(String attempt, Path token, List<String> argv, Process process) {
      this.attempt = attempt;
      this.token = token;
      this.argv = argv;
      this.process = process;
    }

    @Override
    public void disarm() throws IOException {
      if (settled) {
        return;
      }
      settled = true;
      if (!claim(token)) {
        awaitGuardian();
        throw new IOException(
            "the rollback has happened already: nobody said in time that all is well");
      }
      Files.deleteIfExists(fired(token));
      endGuardian();
      book.disarmed(attempt, token);
    }

    @Override
    public void fire() throws IOException {
      if (settled) {
        return;
      }
      settled = true;
      if (claim(token)) {
        endGuardian();
        restore(attempt, token, argv);
      } else {
        awaitGuardian();
        book.rolledBack(attempt, token, "by its guardian");
      }
    }

    /** It only sleeps, and finds no token when it wakes: ending it is tidiness. */
    private void endGuardian() throws IOException {
      if (!systemd) {
        ProcessStat stat = ProcessStat.read(commands.procfs(), (int) process.pid());
        if (stat != null) {
          new Kin(
                  commands.procfs(),
                  new Identity(commands.boot(), stat.pid(), stat.start(), "", "", false),
                  false)
              .end(Duration.ofSeconds(5));
        }
      }
    }

    private void awaitGuardian() {
      try {
        if (!process.waitFor(ROLLBACK_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
          System.getLogger(Guardian.class.getName())
              .log(System.Logger.Level.WARNING, "a rollback takes long: " + argv);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** For the log: what is armed. */
  static Map<String, @Nullable Object> tree(String attempt, Path token, List<String> argv) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("attempt", attempt);
    tree.put("token", token.toString());
    tree.put("argv", argv);
    return tree;
  }
}
