package io.github.vigia.cli;

import io.github.vigia.config.Loaded;
import io.github.vigia.config.Settings;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Signal;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import io.github.vigia.record.ProgramLog;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigia check}: one shot, with the output and the exit codes of a monitoring plugin. */
@Command(
    name = "check",
    description = "Judge this host once; exit 0 stable, 1 warning, 2 critical, 3 unknown.")
final class CheckCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PathOptions paths = new PathOptions();

  @Parameters(
      paramLabel = "SIGNAL",
      arity = "0..*",
      description = "Such as disk or disk_percent; default: all.")
  private List<String> names = new ArrayList<>();

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandException {
    Map<String, String> flags = Flags.none();
    paths.addTo(flags);
    ProgramLog.toConsole(terminal.err());
    Loaded loaded = Flags.load(terminal, common, flags);
    Settings settings = Flags.require(terminal, common, loaded);
    Set<Signal> asked = signals();
    Evaluation evaluation = new OneShot(settings).evaluation();
    List<Verdict> verdicts = new ArrayList<>();
    State worst = null;
    for (Verdict verdict : evaluation.verdicts()) {
      if (asked.contains(verdict.condition().signal())) {
        verdicts.add(verdict);
        worst = worst == null ? verdict.state() : worst.worst(verdict.state());
      }
    }
    State state = worst == null ? State.UNKNOWN : worst;
    terminal
        .out()
        .println(
            common.json()
                ? CheckReport.of(state, verdicts).toJson()
                : NagiosLine.of(state, verdicts, settings.thresholds()));
    return ExitCode.of(state);
  }

  private Set<Signal> signals() throws CommandException {
    if (names.isEmpty()) {
      return EnumSet.allOf(Signal.class);
    }
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    for (String name : names) {
      signals.add(SignalNames.parse(name));
    }
    return signals;
  }
}
