package io.github.vigia.cli;

import io.github.vigia.config.Loaded;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigia serve}. */
@Command(
    name = "serve",
    description = "Serve what a run in another process or container records; writes nothing.")
final class ServeCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Services.ReadOnlyServer program;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PathOptions paths = new PathOptions();
  @Mixin private final ServerOptions server = new ServerOptions();

  ServeCommand(Terminal terminal, Services.ReadOnlyServer program) {
    this.terminal = terminal;
    this.program = program;
  }

  @Override
  public Integer call() throws CommandException {
    Map<String, String> flags = Flags.none();
    paths.addTo(flags);
    server.addTo(flags);
    Loaded loaded = Flags.load(terminal, common, flags);
    Flags.require(terminal, common, loaded);
    return program.run(loaded, terminal);
  }
}
