package io.github.vigia;

import io.github.vigia.cli.Commands;
import io.github.vigia.cli.Services;
import io.github.vigia.cli.Terminal;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Where the program starts: the one place that knows the real terminal. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    String version = version();
    Terminal terminal =
        new Terminal(
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false),
            System.getenv(),
            Path.of(""),
            () -> Optional.ofNullable(System.console()).map(Console::readLine).orElse(null));
    Services services =
        new Services(
            (loaded, again, where) -> new Agent(loaded, again, where, version).run(),
            (loaded, where) -> new Server(loaded, where, version).run(),
            new OwnDrillGround());
    int code = Commands.execute(terminal, version, services, arguments);
    terminal.out().flush();
    terminal.err().flush();
    System.exit(code);
  }

  /** What the build wrote into the module; a class path has no module. */
  private static String version() {
    var descriptor = Main.class.getModule().getDescriptor();
    return descriptor == null ? "unbuilt" : descriptor.rawVersion().orElse("unbuilt");
  }

  /**
   * UTF-8 whatever the locale: under {@code LANG=C}, as services run, Java would write question
   * marks.
   */
  private static PrintWriter writer(FileDescriptor to) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8), true);
  }
}
