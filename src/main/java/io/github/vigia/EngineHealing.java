package io.github.vigia;

import io.github.vigia.config.Settings;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Event;
import io.github.vigia.model.Series;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.Subsystem;
import io.github.vigia.treat.Engine;
import io.github.vigia.treat.Operations;
import io.github.vigia.treat.action.AllTreatments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The treatments engine behind the loop's back. */
final class EngineHealing implements Healing, AutoCloseable {

  private final Engine engine;
  private final Supplier<Settings> settings;

  private EngineHealing(Engine engine, Supplier<Settings> settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /**
   * Starts the engine of this host.
   *
   * @param settings those in force, at any time
   * @throws IOException if its log can't be opened, or another engine holds it
   */
  static EngineHealing start(Supplier<Settings> settings) throws IOException {
    Settings now = settings.get();
    Path state = now.logs().cache();
    Settings.Roots roots = now.roots();
    Engine engine =
        Engine.start(
            now.treatments(),
            new Engine.Places(state, null, roots.procfs(), roots.rootfs()),
            new AllTreatments(now, state)::all);
    return new EngineHealing(engine, settings);
  }

  Engine engine() {
    return engine;
  }

  /** How far each treatment may go, by its name and in their order. */
  Map<String, String> modes() {
    Map<String, String> modes = new LinkedHashMap<>();
    engine.ask(Operations::treatments).forEach(one -> modes.put(one.treatment(), one.mode()));
    return modes;
  }

  @Override
  public void observe(Snapshot snapshot, Evaluation evaluation) {
    engine.observe(snapshot, evaluation, settings.get().thresholds());
  }

  @Override
  public Set<Subsystem> wanted() {
    return engine.wanted();
  }

  @Override
  public List<Event> news() {
    return engine.news();
  }

  List<Series> series() {
    return engine.series();
  }

  @Override
  public void close() {
    engine.close();
  }
}
