package io.github.vigia;

import io.github.vigia.cli.ExitCode;
import io.github.vigia.cli.Services;
import io.github.vigia.treat.drill.DrillKind;
import io.github.vigia.treat.drill.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs drills on this host: for root in namespaces of their own, else where it can be done. */
final class OwnDrillGround implements Services.DrillGround {

  private static final System.Logger logger = System.getLogger(OwnDrillGround.class.getName());

  @Override
  public int run(Services.Drill drill, Services.DrillWatcher watcher) throws IOException {
    DrillKind kind =
        DrillKind.of(drill.name())
            .orElseThrow(() -> new IllegalArgumentException(drill.name() + ": no such drill"));
    Path given = drill.folder();
    if (given != null) {
      return play(kind, given, true, watcher);
    }
    boolean isRoot = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    Stage stage = Stage.make();
    Thread end = new Thread(stage::close, "stage-end");
    Runtime.getRuntime().addShutdownHook(end);
    int code;
    try {
      code =
          isRoot
              ? stage.run(kind, arguments(drill.arguments(), stage.folder()))
              : play(kind, stage.folder(), false, watcher);
    } finally {
      stage.close();
      forget(end);
    }
    if (stage.isGone()) {
      watcher.cleaned();
    }
    return code;
  }

  private static List<String> arguments(List<String> given, Path folder) {
    List<String> all = new ArrayList<>(given);
    all.add("--stage");
    all.add(folder.toString());
    return all;
  }

  /** While the program ends by itself the hook does the same, and can't be taken back. */
  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      logger.log(System.Logger.Level.DEBUG, "the program ends already", e);
    }
  }

  private static int play(
      DrillKind kind, Path folder, boolean isolated, Services.DrillWatcher watcher)
      throws IOException {
    DrillAgent agent = new DrillAgent(kind.in(folder, isolated), folder, watcher);
    Signals.on("TERM", agent::stop);
    Signals.on("INT", agent::stop);
    Signals.on("HUP", agent::stop);
    if (isolated) {
      Thread.ofVirtual().name("life").start(() -> stopAtEndOfInput(agent));
    }
    boolean healed = agent.run();
    watcher.ended(healed);
    return healed ? ExitCode.OK : 1;
  }

  /** Standard input is the life of the process outside. */
  private static void stopAtEndOfInput(DrillAgent agent) {
    InputStream life = System.in;
    try {
      while (life.read() >= 0) {
        // Nothing is ever said there.
      }
    } catch (IOException e) {
      logger.log(System.Logger.Level.DEBUG, "standard input is gone", e);
    }
    agent.stop();
  }
}
