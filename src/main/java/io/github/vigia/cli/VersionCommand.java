package io.github.vigia.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigia version}. */
@Command(name = "version", description = "Print the version of Vigia and of the Java it runs on.")
final class VersionCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final String version;

  @Mixin private final CommonOptions common = new CommonOptions();

  VersionCommand(Terminal terminal, String version) {
    this.terminal = terminal;
    this.version = version;
  }

  @Override
  public Integer call() {
    String java = Runtime.version().toString();
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    terminal
        .out()
        .println(
            common.json()
                ? "{\"version\":\"%s\",\"java\":\"%s\",\"system\":\"%s\"}"
                    .formatted(version, java, system)
                : "vigia %s (Java %s, %s)".formatted(version, java, system));
    return ExitCode.OK;
  }
}
