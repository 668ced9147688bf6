package io.github.vigia.config;

import io.github.vigia.model.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The keys of one signal's rule: {@code thresholds.disk_percent.warning} and its neighbours. */
record SignalKeys(
    Signal signal,
    Unit unit,
    boolean lowIsBad,
    Key<OptionalDouble> warning,
    Key<OptionalDouble> critical,
    Key<Clearance> clear,
    Key<Confirmation> confirm,
    Key<Duration> clearFor,
    Key<Optional<Duration>> sustained) {

  static SignalKeys of(Signal signal) {
    return switch (signal) {
      case CPU -> percent(signal, "75%", "90%", "5%", "6 of 6", "1m");
      case MEMORY, CONTAINER_MEMORY -> percent(signal, "75%", "90%", "5%", "3 of 4", "30s");
      case DISK -> percent(signal, "80%", "95%", "5%", "2 of 3", "1m");
      case INODES -> percent(signal, "85%", "95%", "5%", "2 of 3", "1m");
      case LOSS -> percent(signal, "2%", "5%", "1%", "3 of 4", "30s");
      case PIDS, OPEN_FILES -> percent(signal, "80%", "92%", "10% / 7%", "3 of 4", "1m");
      case PING -> of(signal, Unit.MILLISECONDS, "100ms", "500ms", "5%", "4 of 6", "1m");
      case LATENCY -> of(signal, Unit.MILLISECONDS, "100ms", "250ms", "5%", "4 of 6", "1m");
      case TEMPERATURE -> of(signal, Unit.CELSIUS, "70C", "85C", "5%", "2 of 3", "1m");
      case ZOMBIES -> of(signal, Unit.COUNT, "50", "200", "25 / 150", "3 of 4", "1m");
      case FILESYSTEM -> of(signal, Unit.COUNT, "off", "1", "1", "1 of 1", "30s");
      case CARRIER -> of(signal, Unit.COUNT, "off", "0", "1", "1 of 1", "10s");
      case BYTES_SENT, BYTES_RECV -> of(signal, Unit.BYTES, "off", "off", "5%", "2 of 3", "1m");
    };
  }

  private static SignalKeys percent(
      Signal signal, String warning, String critical, String clear, String of, String clearFor) {
    return of(signal, Unit.PERCENT, warning, critical, clear, of, clearFor);
  }

  private static SignalKeys of(
      Signal signal,
      Unit unit,
      String warning,
      String critical,
      String clear,
      String confirm,
      String clearFor) {
    String path = "thresholds." + signal.key() + ".";
    boolean low = signal == Signal.CARRIER;
    return new SignalKeys(
        signal,
        unit,
        low,
        new Key<>(
            path + "warning",
            Forms.level(unit),
            warning,
            variables(signal, unit, "_WARNING"),
            "From here on it is WARNING; off = never.",
            false),
        new Key<>(
            path + "critical",
            Forms.level(unit),
            critical,
            variables(signal, unit, "_CRITICAL", "_CRIT"),
            "From here on it is CRITICAL; off = never.",
            false),
        new Key<>(
            path + "clear",
            Forms.clearance(unit),
            clear,
            List.of(),
            "How far it must go back beyond a limit; two values: of warning / of critical.",
            false),
        new Key<>(
            path + "for",
            Forms.CONFIRMATION,
            confirm,
            List.of(),
            "How many of the last samples must reach a limit.",
            false),
        new Key<>(
            path + "clear_for",
            Forms.duration(Duration.ZERO),
            clearFor,
            List.of(),
            "How long it must stay beyond the clear side before a level is left.",
            false),
        new Key<>(
            path + "sustained",
            Forms.orDuration("default"),
            "default",
            List.of(),
            "How long it must be critical before it is treated; default = treatments.sustained.",
            true));
  }

  private static List<Variable> variables(Signal signal, Unit unit, String... endings) {
    List<Variable> variables = new ArrayList<>();
    for (String name : names(signal)) {
      for (String ending : endings) {
        String metric = name.toUpperCase(Locale.ROOT);
        variables.add(Variable.of("MONITORING_THRESHOLD_" + metric + ending, unit.suffix()));
      }
    }
    return List.copyOf(variables);
  }

  /** The names of the contract's table; two signals have a second one. */
  private static List<String> names(Signal signal) {
    if (signal == Signal.LATENCY) {
      return List.of(signal.key(), "network_latency_ms");
    }
    return signal == Signal.TEMPERATURE
        ? List.of(signal.key(), "temperature_celsius")
        : List.of(signal.key());
  }

  List<Key<?>> all() {
    return List.of(warning, critical, clear, confirm, clearFor, sustained);
  }
}
