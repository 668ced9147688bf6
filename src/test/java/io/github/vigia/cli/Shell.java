package io.github.vigia.cli;

import io.github.vigia.config.Loaded;
import io.github.vigia.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A terminal of strings, and services that remember what they were started with. */
final class Shell {

  private final Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  final Map<String, String> environment = new HashMap<>();
  final Deque<String> typed = new ArrayDeque<>();
  boolean interactive;
  final List<Loaded> monitored = new ArrayList<>();
  final List<Loaded> served = new ArrayList<>();
  Services.DrillGround drills =
      (_, _) -> {
        throw new IllegalStateException("no drill was expected");
      };
  Services.Monitor monitor =
      (loaded, _, _) -> {
        monitored.add(loaded);
        return ExitCode.OK;
      };

  Shell(Path folder) {
    this.folder = folder;
  }

  int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            interactive,
            Map.copyOf(environment),
            folder,
            typed::poll);
    Services services =
        new Services(
            (loaded, again, where) -> monitor.run(loaded, again, where),
            (loaded, _) -> {
              served.add(loaded);
              return ExitCode.OK;
            },
            (drill, watcher) -> drills.run(drill, watcher));
    return Commands.execute(terminal, "1.2.3", services, arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  Settings monitoredBy() {
    Settings settings = monitored.getLast().settings();
    if (settings == null) {
      throw new AssertionError(monitored.getLast().problems());
    }
    return settings;
  }
}
