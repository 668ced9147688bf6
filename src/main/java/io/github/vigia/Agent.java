package io.github.vigia;

import io.github.vigia.cli.ExitCode;
import io.github.vigia.cli.Terminal;
import io.github.vigia.collect.vitals.AllCollectors;
import io.github.vigia.collect.vitals.Vitals;
import io.github.vigia.config.Loaded;
import io.github.vigia.config.Settings;
import io.github.vigia.config.Texts;
import io.github.vigia.evaluate.Evaluator;
import io.github.vigia.expose.ControlSocket;
import io.github.vigia.expose.HttpEndpoint;
import io.github.vigia.expose.OtherAgentException;
import io.github.vigia.expose.Sources;
import io.github.vigia.expose.StatusReport;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Snapshot;
import io.github.vigia.record.ProgramLog;
import io.github.vigia.record.Recorder;
import io.github.vigia.treat.Engine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The monitor, wired by hand: what is made here first is closed last. */
final class Agent {

  private static final System.Logger logger = System.getLogger(Agent.class.getName());

  /** Between the two readings before the first record; percentages need some ticks of the clock. */
  private static final Duration FIRST_GAP = Duration.ofMillis(500);

  /** How long a run of one cycle waits for what is probed in the background. */
  private static final Duration BACKGROUND = Duration.ofSeconds(4);

  private final Settings settings;
  private final Terminal terminal;
  private final String version;
  private final Texts texts;
  private final ZoneId zone = ZoneId.systemDefault();
  private final Reload reload;
  private final AtomicReference<@Nullable Cycle> last = new AtomicReference<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private volatile boolean stopped;
  private volatile @Nullable Loop running;
  private volatile @Nullable EngineHealing treating;

  /**
   * @param loaded settings without an error
   * @param again reads all sources anew
   */
  Agent(Loaded loaded, Supplier<Loaded> again, Terminal terminal, String version) {
    this.reload = new Reload(loaded, again);
    this.settings = reload.settings();
    this.terminal = terminal;
    this.version = version;
    this.texts = Texts.of(settings.run().language());
  }

  /** Runs until it is told to end or its cycles are done; the exit code. */
  int run() {
    ProgramLog log = ProgramLog.install(settings.logs(), zone, terminal.err());
    open.push(log::close);
    logger.log(System.Logger.Level.INFO, "vigia " + version + " starts");
    try {
      int code = run(log);
      logger.log(System.Logger.Level.INFO, "vigia ends");
      return code;
    } catch (OtherAgentException e) {
      return refused(ExitCode.HELD_BACK, e);
    } catch (IOException e) {
      return refused(ExitCode.INTERNAL, e);
    } finally {
      close();
    }
  }

  private int run(ProgramLog log) throws IOException {
    AllCollectors collectors = AllCollectors.of(settings);
    Vitals vitals = new Vitals(collectors.all(), settings.refresh());
    Evaluator evaluator =
        new Evaluator(settings.thresholds(), settings.refresh(), settings.run().interval());
    Aggregation aggregation = new Aggregation(settings);
    listen(aggregation);
    Recorder recorder = opened(Recorder.start(settings.logs(), texts, zone, log));
    opened(collectors);
    EngineHealing healing = heal();
    treating = healing;
    InetSocketAddress address = serve(healing);
    CycleView console = new CycleView(settings.run().verbosity(), terminal.out(), texts, zone);
    Loop loop =
        new Loop(
            vitals,
            snapshot -> evaluate(evaluator, snapshot),
            healing == null ? Healing.NONE : healing,
            nanos -> own(recorder, nanos),
            cycle -> {
              recorder.record(cycle);
              aggregation.add(cycle, recorder);
              console.show(cycle);
              last.set(cycle);
            });
    reload.applyTo(fresh -> {
      log.level(fresh.logs().level());
      recorder.use(fresh.logs());
      vitals.refreshEvery(fresh.refresh());
      collectors.use(fresh.latency());
      loop.interval(fresh.run().interval());
      console.verbosity(fresh.run().verbosity());
      aggregation.use(fresh);
    });
    turn(loop, address, healing == null ? Map.of() : healing.modes());
    return ExitCode.OK;
  }

  /** Ends the run soon; any thread. */
  void stop() {
    stopped = true;
    Loop loop = running;
    if (loop != null) {
      loop.stop();
    }
  }

  private void turn(Loop loop, @Nullable InetSocketAddress address, Map<String, String> modes) {
    Signals.on("TERM", this::stop);
    Signals.on("INT", this::stop);
    Signals.on("HUP", reload::now);
    running = loop;
    Settings.Run run = settings.run();
    boolean isShort = run.cycles() == 1;
    if (!isShort) {
      LocalDate today = LocalDate.now(zone);
      new Banner(texts, version)
          .lines(settings, address, today, modes)
          .forEach(terminal.out()::println);
    }
    loop.prime(Instant.now(), System.nanoTime());
    if (!stopped && loop.settle(FIRST_GAP, isShort ? BACKGROUND : FIRST_GAP)) {
      loop.run(run.interval(), run.cycles(), run.duration());
    }
  }

  /** New limits come into force between two snapshots, on the thread that owns the evaluator. */
  private Evaluation evaluate(Evaluator evaluator, Snapshot snapshot) {
    Settings fresh = reload.takeNews();
    if (fresh != null) {
      evaluator.use(fresh.thresholds(), fresh.refresh(), fresh.run().interval());
    }
    return evaluator.evaluate(snapshot);
  }

  private List<Sample> own(Recorder recorder, long nanos) {
    List<Sample> own = new ArrayList<>();
    recorder.report(own, nanos);
    double success = reload.succeeded() ? 1 : 0;
    own.add(new Sample(Metric.VIGIA_RELOAD_SUCCESS, "", new Reading.Value(success), nanos));
    return own;
  }

  /** One agent a cache folder; where there can be no socket, the host is watched all the same. */
  private void listen(Aggregation aggregation) throws OtherAgentException {
    try {
      HealingCommands healing = new HealingCommands(this::engine, reload::loaded, last::get);
      Map<String, Function<List<String>, String>> commands = new HashMap<>(healing.all());
      commands.put(
          "status",
          _ ->
              StatusReport.of(version, last.get(), aggregation.latest(), healing.report())
                  .toJson());
      commands.put("reload", _ -> reload.now().toJson());
      opened(ControlSocket.open(settings.logs().cache(), commands));
    } catch (OtherAgentException e) {
      throw e;
    } catch (IOException e) {
      logger.log(System.Logger.Level.WARNING, "commands can't reach this agent: " + e.getMessage());
    }
  }

  /**
   * Null where nothing can be treated: one look is no course of events, a fixture host is not this
   * machine, and without its log the engine may not act. The host is watched all the same.
   */
  private @Nullable EngineHealing heal() {
    if (settings.run().cycles() == 1 || !Roots.isLive(settings.roots().procfs())) {
      return null;
    }
    try {
      return opened(EngineHealing.start(reload::settings));
    } catch (IOException e) {
      logger.log(System.Logger.Level.WARNING, "nothing will be treated: " + e.getMessage());
      return null;
    }
  }

  private @Nullable Engine engine() {
    EngineHealing healing = treating;
    return healing == null ? null : healing.engine();
  }

  private @Nullable InetSocketAddress serve(@Nullable EngineHealing healing) throws IOException {
    if (!settings.http().enabled()) {
      return null;
    }
    HttpEndpoint endpoint =
        opened(
            HttpEndpoint.start(
                settings.http(),
                new Sources(
                    last::get,
                    () -> reload.settings().thresholds(),
                    () -> reload.settings().run().interval(),
                    healing == null ? List::of : healing::series,
                    version)));
    return endpoint.address();
  }

  private int refused(int code, IOException why) {
    terminal.err().println("vigia: error: " + why.getMessage());
    return code;
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  private void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        logger.log(System.Logger.Level.WARNING, "a part of the agent did not end well", e);
      }
    }
  }
}
