package io.github.vigia;

import io.github.vigia.config.Change;
import io.github.vigia.config.Loaded;
import io.github.vigia.config.Settings;
import io.github.vigia.expose.ReloadReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force, and how others come to be: parse, validate, compare, apply only what
 * differs. Settings with an error change nothing. What needs a restart is said, and stays as it is.
 */
final class Reload {

  private static final System.Logger logger = System.getLogger(Reload.class.getName());

  private final Supplier<Loaded> again;
  private volatile Loaded inForce;
  private volatile Settings settings;
  private volatile boolean succeeded = true;
  private volatile @Nullable Settings news;
  private Consumer<Settings> parts = _ -> {};

  Reload(Loaded loaded, Supplier<Loaded> again) {
    Settings given = loaded.settings();
    if (given == null) {
      throw new IllegalArgumentException("settings with an error: " + loaded.problems());
    }
    this.inForce = loaded;
    this.settings = given;
    this.again = again;
  }

  /** Those in force. */
  Settings settings() {
    return settings;
  }

  /** Those in force, with the places that they come from. */
  Loaded loaded() {
    return inForce;
  }

  /** Whether the settings that were given last are in force. */
  boolean succeeded() {
    return succeeded;
  }

  /** Hears of new settings, on the thread that reloads. */
  synchronized void applyTo(Consumer<Settings> applied) {
    parts = applied;
  }

  /** New settings once, for the loop's thread; null where there are none. */
  @Nullable Settings takeNews() {
    Settings fresh = news;
    if (fresh != null) {
      news = null;
    }
    return fresh;
  }

  /** Reloads; logs and says what came of it. */
  ReloadReport now() {
    ReloadReport report = reloaded();
    report.problems().forEach(problem -> logger.log(System.Logger.Level.WARNING, problem));
    report.changes().forEach(change -> logger.log(System.Logger.Level.INFO, change));
    logger.log(
        report.success() ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
        report.success()
            ? "settings reloaded, " + report.changes().size() + " changed"
            : "settings not reloaded: those in force stay");
    return report;
  }

  private synchronized ReloadReport reloaded() {
    Loaded loaded = again.get();
    List<String> problems =
        loaded.problems().stream().map(problem -> problem.render(false)).toList();
    Settings fresh = loaded.settings();
    if (fresh == null) {
      succeeded = false;
      return new ReloadReport(false, List.of(), problems);
    }
    List<Change> changes = Change.between(inForce, loaded);
    inForce = asApplied(loaded, changes);
    settings = fresh;
    news = fresh;
    succeeded = true;
    parts.accept(fresh);
    return new ReloadReport(true, changes.stream().map(Change::text).toList(), problems);
  }

  /** With the values that are really in force: what needs a restart has not changed yet. */
  private static Loaded asApplied(Loaded loaded, List<Change> changes) {
    Map<String, String> values = new LinkedHashMap<>(loaded.values());
    for (Change change : changes) {
      if (change.needsRestart()) {
        values.put(change.key(), change.from());
      }
    }
    return new Loaded(loaded.settings(), loaded.problems(), values, loaded.origins());
  }
}
