package io.github.vigia.treat;

import io.github.vigia.config.Policy;
import io.github.vigia.config.Rule;
import io.github.vigia.config.Settings;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Series;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The treatments engine: it is told of every look at the host, and acts on it on threads of its
 * own, so that a treatment that hangs never holds up the looking. The only hand on the host.
 */
public final class Engine implements AutoCloseable {

  private static final System.Logger logger = System.getLogger(Engine.class.getName());

  /**
   * How often treatments look after what they learn and lend; with each look where it is critical.
   */
  private static final Duration TEND = Duration.ofSeconds(5);

  /** Where nothing is under way, looks are what wakes the engine; this is for when none comes. */
  private static final Duration IDLE_TICK = Duration.ofSeconds(5);

  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final Duration LAST_CALL = Duration.ofSeconds(20);
  private static final String HISTORY = "post_treatment_history.jsonl";

  /**
   * Where the engine works.
   *
   * @param state folder of state files
   * @param runtime a folder in memory that outlives the agent; null = where the host has one
   */
  public record Places(Path state, @Nullable Path runtime, Path procfs, Path rootfs) {}

  private record Look(Snapshot snapshot, Evaluation evaluation, Map<Signal, Rule> rules) {}

  private final Book book;
  private final Worker worker;
  private final Healer healer;
  private final Operations operations;
  private final AtomicReference<@Nullable Look> latest = new AtomicReference<>();
  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final List<Event> news = new ArrayList<>();
  private final Thread thread;
  private volatile Set<Subsystem> wanted = Set.of();
  private volatile List<Series> series = List.of();
  private volatile boolean closed;
  private volatile boolean jumped;
  private final List<Upkeep> upkeeps;
  private long tended = System.nanoTime() - TEND.toNanos();

  private Engine(
      Book book,
      Worker worker,
      Healer healer,
      List<Upkeep> upkeeps,
      Function<Healer, Operations> operations) {
    this.book = book;
    this.upkeeps = upkeeps;
    this.worker = worker;
    this.healer = healer;
    this.operations = operations.apply(healer);
    this.thread = Thread.ofPlatform().name("treatments").daemon().unstarted(this::live);
  }

  /**
   * Starts the engine: what a dead agent left is ended first, so that nothing ever runs twice.
   *
   * @param treatments the first one is tried first
   * @throws IOException if another engine is at work with the same state files, or the log can't be
   *     opened
   */
  public static Engine start(
      Settings.Treatments settings, Places places, List<Treatment> treatments) throws IOException {
    return start(settings, places, commands -> treatments);
  }

  /**
   * The same for treatments that need a way to run programs.
   *
   * @param treatments given the programs, makes the list; the custom ones of the settings follow it
   */
  public static Engine start(
      Settings.Treatments settings, Places places, Function<Programs, List<Treatment>> treatments)
      throws IOException {
    return start(settings, places, treatments, _ -> {});
  }

  /**
   * @param written hears of the type of each record of the log once it is safe
   */
  static Engine start(
      Settings.Treatments settings,
      Places places,
      Function<Programs, List<Treatment>> treatments,
      Consumer<String> written)
      throws IOException {
    Path runtime = places.runtime();
    Path memory =
        runtime == null
            ? RuntimeFolder.of(
                places.state(), places.rootfs().resolve("run"), System.getenv("XDG_RUNTIME_DIR"))
            : runtime;
    Wal wal = Wal.open(places.state(), memory.resolve("treatments.last"));
    try {
      return new Beginning(settings, places, memory, wal).engine(treatments, written);
    } catch (IOException | RuntimeException e) {
      wal.close();
      throw e;
    }
  }

  /** Puts an engine together. */
  private record Beginning(Settings.Treatments settings, Places places, Path memory, Wal wal) {

    Engine engine(Function<Programs, List<Treatment>> treatments, Consumer<String> written)
        throws IOException {
      Past past = Past.of(wal.records());
      Commands commands = new Commands(places.procfs());
      Book book = new Book(wal, written);
      boolean systemd =
          Files.isDirectory(places.rootfs().resolve("run/systemd/system"))
              && commands.has("systemd-run");
      Guardian guardian = new Guardian(memory, commands, book, systemd);
      Recovery recovery = new Recovery(past, commands, guardian);
      recovery.endOrphans();
      recovery.settleRollbacks();
      Moment now = Moment.now();
      List<Treatment> all = new ArrayList<>(treatments.apply(commands));
      all.addAll(Custom.all(settings, commands, systemd));
      HostSurroundings surroundings =
          new HostSurroundings(places.procfs(), places.rootfs(), settings.killSwitch());
      BlockingQueue<Runnable> early = new LinkedBlockingQueue<>();
      AtomicReference<Consumer<Runnable>> inbox = new AtomicReference<>(early::add);
      AtomicReference<@Nullable Healer> patient = new AtomicReference<>();
      Worker worker =
          new Worker(
              commands,
              guardian,
              book,
              answer ->
                  inbox
                      .get()
                      .accept(() -> {
                        Healer healer = patient.get();
                        if (healer != null) {
                          answer.accept(new Answering(healer));
                        }
                      }));
      Healer healer =
          new Healer(
              settings,
              List.copyOf(all),
              worker,
              book,
              new Ledger(Policy.standard(), new SecureRandom(), now.nanos()),
              new Restraints(settings, surroundings, now),
              new History(places.state().resolve(HISTORY), past.finished()),
              commands.boot());
      healer.memory.restore(past.state(), Recovery.passed(past.state(), commands.boot(), now), now);
      recovery.close(healer, book, now);
      patient.set(healer);
      Engine engine =
          new Engine(
              book,
              worker,
              healer,
              upkeeps(all),
              h -> new Operations(h, settings, List.copyOf(all), Moment::now));
      inbox.set(engine.inbox::add);
      engine.thread.start();
      return engine;
    }
  }

  private static List<Upkeep> upkeeps(List<Treatment> treatments) {
    List<Upkeep> upkeeps = new ArrayList<>();
    for (Treatment treatment : treatments) {
      if (treatment instanceof Upkeep upkeep) {
        upkeeps.add(upkeep);
      }
    }
    return List.copyOf(upkeeps);
  }

  /** Hands the answers of steps to the healer, with the time at which they came. */
  private record Answering(Healer healer) implements Worker.Answers {

    @Override
    public void previewed(@Nullable Preview preview, String failure) {
      healer.previewed(preview, failure, Moment.now());
    }

    @Override
    public void acted(Hands.Ending ending) {
      healer.acted(ending, Moment.now());
    }

    @Override
    public void rolledBack(String failure) {
      healer.rolledBack(failure, Moment.now());
    }
  }

  /** Takes a look at the host; returns at once. Called for every look, by one thread. */
  public void observe(Snapshot snapshot, Evaluation evaluation, Map<Signal, Rule> rules) {
    for (Event event : evaluation.events()) {
      if (event instanceof Event.ClockJumped) {
        jumped = true;
      }
    }
    if (latest.getAndSet(new Look(snapshot, evaluation, rules)) == null) {
      inbox.add(this::look);
    }
  }

  /** What should be read every half second now. */
  public Set<Subsystem> wanted() {
    return wanted;
  }

  /** What happened since the last call; any thread. */
  public List<Event> news() {
    synchronized (news) {
      List<Event> all = List.copyOf(news);
      news.clear();
      return all;
    }
  }

  /** For {@code /metrics}; any thread. */
  public List<Series> series() {
    return series;
  }

  /**
   * Asks the engine, or tells it something, on its own thread.
   *
   * @throws IllegalStateException if it does not answer in time
   * @throws IllegalArgumentException if what was asked for can't be
   */
  public <T> T ask(Function<Operations, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    inbox.add(() -> {
      try {
        answer.complete(question.apply(operations));
      } catch (RuntimeException e) {
        // Thrown again where it was asked.
        answer.completeExceptionally(e);
      }
    });
    try {
      return answer.get(CALL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new IllegalArgumentException(refused.getMessage(), e);
      }
      throw new IllegalStateException("the treatments engine failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the treatments engine does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the treatments engine was asked", e);
    }
  }

  private void live() {
    while (!closed) {
      step();
    }
    long deadline = System.nanoTime() + LAST_CALL.toNanos();
    while (isBusy(healer.phase()) && System.nanoTime() - deadline < 0) {
      step();
    }
    healer.abandon(Moment.now());
    healer.save(Moment.now());
    publish();
  }

  /** Whether something is under way that must come to its end before the agent does. */
  private static boolean isBusy(Phase phase) {
    return phase instanceof Phase.Acting || phase instanceof Phase.RollingBack;
  }

  private void step() {
    try {
      boolean isIdle = healer.phase() instanceof Phase.Idle;
      Duration patience = isIdle ? IDLE_TICK : TICK;
      Runnable task = inbox.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (task != null) {
        task.run();
      }
      worker.watch(healer.phase());
      if (!closed && !worker.isStuck()) {
        healer.advance(Moment.now());
      }
    } catch (InterruptedException _) {
      closed = true;
    } catch (RuntimeException e) {
      // One fault must not end the healing; the next look starts anew.
      logger.log(System.Logger.Level.ERROR, "the treatments engine has a fault", e);
    }
    publish();
  }

  private void look() {
    Look look = latest.getAndSet(null);
    if (look != null) {
      if (jumped) {
        jumped = false;
        healer.restraints.clockJumped(look.snapshot().nanos());
      }
      boolean exact = !(healer.phase() instanceof Phase.Idle);
      healer.ward.take(look.snapshot(), look.evaluation(), look.rules(), healer.ledger, exact);
      boolean soon = look.evaluation().host() == State.CRITICAL;
      long every = soon ? 0 : TEND.toNanos();
      if (!exact && !closed && look.snapshot().nanos() - tended >= every) {
        tended = look.snapshot().nanos();
        worker.tend(upkeeps, look.snapshot(), look.evaluation());
      }
    }
  }

  private void publish() {
    wanted = healer.wanted();
    series = healer.tallies.series(healer.ledger, healer.phase(), System.nanoTime());
    List<Event> fresh = healer.news();
    if (!fresh.isEmpty()) {
      synchronized (news) {
        news.addAll(fresh);
      }
    }
  }

  /** Ends what runs, within its deadline, and closes the log. */
  @Override
  public void close() {
    closed = true;
    worker.stop();
    inbox.add(() -> {});
    try {
      thread.join(LAST_CALL.plus(CALL));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    worker.close();
    try {
      book.close();
    } catch (IOException e) {
      logger.log(System.Logger.Level.WARNING, "closing the treatments' log failed", e);
    }
  }
}
