package io.github.vigia.cli;

import io.github.vigia.model.Signal;
import java.util.ArrayList;
import java.util.List;

/** Signals as people name them: {@code disk}, or {@code disk_percent} as in the settings. */
final class SignalNames {

  private SignalNames() {}

  static Signal parse(String name) throws CommandException {
    List<String> known = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      if (signal.key().equals(name) || NagiosLine.name(signal).equals(name)) {
        return signal;
      }
      known.add(NagiosLine.name(signal));
    }
    throw CommandException.of(
        ExitCode.USAGE, "no signal '" + name + "', expected one of " + String.join(", ", known));
  }
}
