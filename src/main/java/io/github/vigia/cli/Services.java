package io.github.vigia.cli;

import io.github.vigia.config.Loaded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the commands start that runs on. Main gives it, because it alone knows all parts.
 *
 * @param monitor behind {@code run}
 * @param server behind the command that only serves
 * @param drills behind the command that makes faults
 */
public record Services(Monitor monitor, ReadOnlyServer server, DrillGround drills) {

  /** Those without drills. */
  public Services(Monitor monitor, ReadOnlyServer server) {
    this(
        monitor,
        server,
        (_, _) -> {
          throw new IllegalStateException("there are no drills here");
        });
  }

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

  /** Makes a fault of its own, heals it, and cleans up. */
  @FunctionalInterface
  public interface DrillGround {

    /**
     * Runs one drill to its end.
     *
     * @return the exit code
     * @throws IOException if this host does not let it
     */
    int run(Drill drill, DrillWatcher watcher) throws IOException;
  }

  /**
   * One drill that was asked for.
   *
   * @param name as {@code drill --list} shows it
   * @param folder where it takes place, by the process in namespaces of its own; null = not there
   *     yet
   * @param arguments with which that process shows the same
   */
  public record Drill(String name, @Nullable Path folder, List<String> arguments) {}

  /** Hears how a drill goes on. Times are seconds since the fault; negative before it. */
  public interface DrillWatcher {

    /**
     * Something happened.
     *
     * @param what {@code made}, {@code fault}, {@code detected}, {@code treats}, {@code held_back},
     *     {@code judged} or {@code cleaned}
     * @param words of the sentence about it
     */
    void told(double seconds, String what, List<String> words);

    /**
     * It has ended.
     *
     * @param healed whether the fault was healed by its treatment, and verified
     */
    void ended(boolean healed);

    /** Everything that was made is gone again. */
    void cleaned();
  }
}
