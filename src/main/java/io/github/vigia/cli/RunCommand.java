package io.github.vigia.cli;

import io.github.vigia.config.Loaded;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigia run}. */
@Command(name = "run", description = "Watch this host, in the foreground, until told to end.")
final class RunCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Services.Monitor monitor;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PathOptions paths = new PathOptions();
  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = {"-i", "--interval"},
      paramLabel = "SECONDS",
      description = "Seconds between cycles, fractions allowed.")
  private @Nullable String interval;

  @Option(
      names = {"-c", "--cycles"},
      paramLabel = "N",
      description = "Cycles to run, 0 = for ever; in time mode, minutes.")
  private @Nullable String cycles;

  @Option(
      names = "--cycle-mode",
      paramLabel = "MODE",
      description = "cycles: count cycles; time: run for as many minutes as --cycles says.")
  private @Nullable String cycleMode;

  @Option(names = "-v", description = "One line a cycle; -vv: one line a metric.", arity = "0")
  private boolean @Nullable [] verbose;

  @Option(names = "--once", description = "One cycle: take a record and end.")
  private boolean once;

  @Option(names = "--dry-run", description = "Treat nothing; only say what would be done.")
  private boolean dryRun;

  @Option(names = "--no-http", description = "Serve nothing.")
  private boolean noHttp;

  RunCommand(Terminal terminal, Services.Monitor monitor) {
    this.terminal = terminal;
    this.monitor = monitor;
  }

  @Override
  public Integer call() throws CommandException {
    Loaded loaded = load();
    Flags.require(terminal, common, loaded);
    return monitor.run(loaded, this::load, terminal);
  }

  private Loaded load() {
    return Flags.load(terminal, common, flags());
  }

  private Map<String, String> flags() {
    Map<String, String> flags = Flags.none();
    paths.addTo(flags);
    server.addTo(flags);
    Flags.add(flags, "interval", interval);
    Flags.add(flags, "cycles", once ? "1" : cycles);
    Flags.add(flags, "cycle_mode", once ? "cycles" : cycleMode);
    Flags.add(flags, "verbosity", verbose == null ? null : String.valueOf(verbose.length));
    Flags.add(flags, "treatments.mode", dryRun ? "dry-run" : null);
    Flags.add(flags, "http.enabled", noHttp ? "false" : null);
    return flags;
  }
}
