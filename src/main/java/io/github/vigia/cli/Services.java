package io.github.vigia.cli;

import io.github.vigia.config.Loaded;
import java.util.function.Supplier;

/**
 * What the commands start that runs on. Main gives it, because it alone knows all parts.
 *
 * @param monitor behind {@code run}
 * @param server behind the command that only serves
 */
public record Services(Monitor monitor, ReadOnlyServer server) {

  /** Watches this host until it is told to end. */
  @FunctionalInterface
  public interface Monitor {

    /**
     * Runs until its end.
     *
     * @param loaded settings without an error
     * @param again reads all sources anew, for a reload
     * @return the exit code
     */
    int run(Loaded loaded, Supplier<Loaded> again, Terminal terminal);
  }

  /** Serves what a monitor in another process records, until it is told to end. */
  @FunctionalInterface
  public interface ReadOnlyServer {

    /**
     * Serves until its end.
     *
     * @param loaded settings without an error
     * @return the exit code
     */
    int run(Loaded loaded, Terminal terminal);
  }
}
