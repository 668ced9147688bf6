package io.github.vigia.treat;

import io.github.vigia.kernel.Kill;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts other programs, each in a session of its own, and leaves none behind. Who is started is
 * known, and written down by the caller, before it does anything: until then it waits behind a gate
 * that opens only for us.
 */
final class Commands implements Programs {

  /** Most that is kept of an output. */
  static final int OUTPUT = 64 << 10;

  private static final List<String> PATH =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  /** Waits for a line, which never comes if we die; the program is no part of this text. */
  private static final String GATE = "read -r _ && exec \"$@\" </dev/null";

  private static final Duration SESSION = Duration.ofSeconds(5);
  private static final Duration TERM = Duration.ofSeconds(5);
  private static final Duration KILL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long SLICE_MILLIS = 20;
  private static final AtomicInteger COUNT = new AtomicInteger();

  /**
   * One command.
   *
   * @param environment added to PATH and LANG, which is all that it finds else
   * @param mark the attempt that it belongs to; empty = none
   * @param maxOutput bytes that are kept of each output
   * @param contained whether nothing that it starts may live on, not even a daemon
   */
  record Order(
      List<String> argv,
      Map<String, String> environment,
      String mark,
      Duration limit,
      int maxOutput,
      boolean contained) {}

  /** Writes down who was started, before it does anything. */
  @FunctionalInterface
  interface Birth {
    void started(Identity identity) throws IOException;
  }

  private final Set<Long> awaited = ConcurrentHashMap.newKeySet();
  private final Path procfs;
  private final String boot;

  Commands(Path procfs) {
    this.procfs = procfs;
    this.boot = boot(procfs);
  }

  /** Id of this boot of the host; empty where it can't be told. */
  static String boot(Path procfs) {
    try {
      return Files.readString(procfs.resolve("sys/kernel/random/boot_id")).strip();
    } catch (IOException _) {
      return ""; // Not Linux: nothing is started there either.
    }
  }

  String boot() {
    return boot;
  }

  Path procfs() {
    return procfs;
  }

  @Override
  public boolean has(String name) {
    return find(name) != null;
  }

  @Override
  public Run.Ended run(List<String> argv, Duration limit) throws IOException {
    return run(new Order(argv, Map.of(), "", limit, OUTPUT, false), () -> false, _ -> {});
  }

  /** The program of this name or path; null where there is none that could be started. */
  static @Nullable Path find(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      return null;
    }
    for (String folder : name.contains("/") ? List.of("/") : PATH) {
      Path path = Path.of(folder).resolve(name);
      if (path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path)) {
        return path;
      }
    }
    return null;
  }

  @Override
  public boolean awaits(int pid) {
    return awaited.contains((long) pid);
  }

  /**
   * Runs a command to its end.
   *
   * @param over asked all the while: true ends it as its limit would
   */
  Run.Ended run(Order order, BooleanSupplier over, Birth birth) throws IOException {
    long deadline = System.nanoTime() + order.limit().toNanos();
    Process process = start(order);
    awaited.add(process.pid());
    Drain out = new Drain(process.getInputStream(), order.maxOutput());
    Drain err = new Drain(process.getErrorStream(), order.maxOutput());
    Path group = null;
    Identity identity = null;
    boolean inTime = false;
    try {
      long start = awaitSession(process);
      group = order.contained() ? ControlGroup.create(procfs, groupName()) : null;
      identity =
          new Identity(
              boot,
              (int) process.pid(),
              start,
              order.mark(),
              group == null ? "" : group.toString(),
              order.contained());
      if (group != null) {
        ControlGroup.add(group, identity.pid());
      }
      birth.started(identity);
      openGate(process);
      inTime = await(process, deadline, over);
    } finally {
      end(process, identity, inTime, order.contained());
      awaited.remove(process.pid());
      if (group != null) {
        ControlGroup.remove(group);
      }
    }
    String said = out.end(PATIENCE);
    String complained = err.end(PATIENCE);
    return new Run.Ended(inTime ? process.exitValue() : -1, said, complained, !inTime);
  }

  private Process start(Order order) throws IOException {
    if (order.argv().isEmpty()) {
      throw new IOException("nothing to run: the command is empty");
    }
    Path program = find(order.argv().getFirst());
    Path setsid = find("setsid");
    if (program == null || setsid == null) {
      throw new IOException(
          (program == null ? order.argv().getFirst() : "setsid") + ": no such program");
    }
    List<String> argv =
        new ArrayList<>(List.of(setsid.toString(), "/bin/sh", "-c", GATE, "vigia-treatment"));
    argv.add(program.toString());
    argv.addAll(order.argv().subList(1, order.argv().size()));
    ProcessBuilder builder =
        new ProcessBuilder(argv).directory(procfs.toAbsolutePath().resolve("/").toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", String.join(":", PATH));
    environment.put("LANG", "C.UTF-8");
    environment.putAll(order.environment());
    if (!order.mark().isEmpty()) {
      environment.put(Kin.MARK, order.mark());
    }
    return builder.start();
  }

  private static String groupName() {
    return "vigia-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
  }

  /** When it started, once it leads its own session. */
  private long awaitSession(Process process) throws IOException {
    long deadline = System.nanoTime() + SESSION.toNanos();
    while (process.isAlive() && System.nanoTime() - deadline < 0) {
      ProcessStat stat = ProcessStat.read(procfs, (int) process.pid());
      if (stat != null && stat.session() == stat.pid()) {
        return stat.start();
      }
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    throw new IOException("a program could not be put into a session of its own");
  }

  private static void openGate(Process process) throws IOException {
    try (OutputStream gate = process.getOutputStream()) {
      gate.write("go\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Whether it ended by itself in time. */
  private static boolean await(Process process, long deadline, BooleanSupplier over) {
    try {
      while (!process.waitFor(SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() - deadline >= 0 || over.getAsBoolean()) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException _) {
      // Somebody wants this thread to end: so does the command.
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** No child outlives this, but for a daemon of a command that ended well. */
  private void end(Process process, @Nullable Identity identity, boolean inTime, boolean contained)
      throws IOException {
    if (identity == null) {
      process.destroyForcibly(); // Still behind the gate, so it has no children.
      return;
    }
    Kin kin = new Kin(procfs, identity, contained || !inTime);
    boolean interrupted = Thread.interrupted();
    try {
      if (!inTime) {
        kin.signal(Kill.SIGTERM);
        long deadline = System.nanoTime() + TERM.toNanos();
        while (System.nanoTime() - deadline < 0 && !kin.members().isEmpty()) {
          LockSupport.parkNanos(Duration.ofMillis(SLICE_MILLIS).toNanos());
        }
      }
      if (!kin.end(KILL)) {
        throw new IOException("a process can't be killed: " + kin.members());
      }
      process.onExit().join();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
