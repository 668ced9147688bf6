package io.github.vigia.cli;

import io.github.vigia.config.Loaded;
import io.github.vigia.config.Settings;
import io.github.vigia.config.Texts;
import io.github.vigia.record.ProgramLog;
import io.github.vigia.treat.drill.DrillKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigia drill}: a fault of its own, healed live, and everything removed again. */
@Command(
    name = "drill",
    description =
        "Make a fault in a place of its own and show how it is healed; exit 0 healed, 1 not.")
final class DrillCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Services.DrillGround ground;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "As --list shows it.")
  private @Nullable String name;

  @Option(names = "--list", description = "The drills there are.")
  private boolean list;

  @Option(names = "--stage", hidden = true)
  private @Nullable Path stage;

  DrillCommand(Terminal terminal, Services.DrillGround ground) {
    this.terminal = terminal;
    this.ground = ground;
  }

  @Override
  public Integer call() throws CommandException, IOException {
    Loaded loaded = Flags.load(terminal, common, Flags.none());
    Settings given = loaded.settings();
    Settings settings = given == null ? Settings.defaults() : given;
    Texts texts = Texts.of(settings.run().language());
    String asked = name;
    if (list || asked == null) {
      for (DrillKind kind : DrillKind.values()) {
        terminal
            .out()
            .println(
                "%-18s %s%s"
                    .formatted(
                        kind.key(),
                        texts.text("drill." + kind.key()),
                        kind.needsRoot() ? " " + texts.text("drill.root") : ""));
      }
      return ExitCode.OK;
    }
    DrillKind kind = known(asked);
    if (kind.needsRoot() && !Sight.isRoot()) {
      throw CommandException.of(ExitCode.NO_PERMISSION, texts.text("drill.needs_root", kind.key()));
    }
    ProgramLog.toConsole(terminal.err());
    DrillView view = new DrillView(terminal, texts, kind.key(), common.json());
    if (stage == null) {
      view.begin();
    }
    List<String> arguments = new ArrayList<>(List.of("drill", asked, "--lang", texts.language()));
    if (common.json()) {
      arguments.add("--json");
    }
    try {
      return ground.run(new Services.Drill(asked, stage, List.copyOf(arguments)), view);
    } catch (IOException e) {
      throw CommandException.of(
          ExitCode.HELD_BACK,
          texts.text("drill.not_here", kind.key(), String.valueOf(e.getMessage())));
    }
  }

  private static DrillKind known(String asked) throws CommandException {
    List<String> names = new ArrayList<>();
    for (DrillKind kind : DrillKind.values()) {
      names.add(kind.key());
    }
    return DrillKind.of(asked)
        .orElseThrow(() ->
            CommandException.of(
                ExitCode.USAGE,
                "no drill '" + asked + "', expected one of " + String.join(", ", names)));
  }
}
