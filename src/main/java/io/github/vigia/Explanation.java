package io.github.vigia;

import io.github.vigia.config.Limit;
import io.github.vigia.config.Loaded;
import io.github.vigia.config.Origin;
import io.github.vigia.config.Rule;
import io.github.vigia.config.Settings;
import io.github.vigia.expose.CommandRefusedException;
import io.github.vigia.expose.CommandRefusedException.Kind;
import io.github.vigia.expose.ExplainReport;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Verdict;
import io.github.vigia.treat.Engine;
import io.github.vigia.treat.Operations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together why a signal is as it is: settings, last look, and what the engine would do. */
final class Explanation {

  private static final String UNTREATED = "this agent treats nothing";

  private final Supplier<@Nullable Engine> engine;
  private final Supplier<Loaded> loaded;
  private final Supplier<@Nullable Cycle> last;

  Explanation(
      Supplier<@Nullable Engine> engine, Supplier<Loaded> loaded, Supplier<@Nullable Cycle> last) {
    this.engine = engine;
    this.loaded = loaded;
    this.last = last;
  }

  /** What the engine says, at one moment. */
  private record Said(Operations.Overview overview, List<Operations.Case> cases) {}

  /**
   * @param key of the signal
   * @param instance empty = all there are
   */
  ExplainReport of(String key, String instance) {
    Signal signal = signal(key);
    Loaded now = loaded.get();
    Settings settings = now.settings();
    Rule rule = settings == null ? null : settings.thresholds().get(signal);
    if (settings == null || rule == null) {
      throw new IllegalStateException(key + " has no rule in force");
    }
    Engine running = engine.get();
    Said said = running == null ? null : running.ask(o -> new Said(o.overview(), o.cases(signal)));
    List<ExplainReport.Case> cases = cases(signal, instance, said);
    if (cases.isEmpty() && !instance.isEmpty()) {
      throw new CommandRefusedException(
          Kind.DATA,
          instance + ": no such instance of " + key + ", expected one of " + instances(signal));
    }
    return new ExplainReport(
        key,
        rule(rule),
        settings(now, signal, cases),
        said == null ? UNTREATED : said.overview().held(),
        settings.treatments().minCritical(),
        cases);
  }

  /** The signal of a key. */
  static Signal signal(String key) {
    for (Signal signal : Signal.values()) {
      if (signal.key().equals(key)) {
        return signal;
      }
    }
    throw new CommandRefusedException(Kind.USAGE, key + ": no such signal");
  }

  private static ExplainReport.Rule rule(Rule rule) {
    Limit warning = rule.warning();
    Limit critical = rule.critical();
    return new ExplainReport.Rule(
        rule.lowIsBad(),
        warning == null ? null : warning.enter(),
        warning == null ? null : warning.clear(),
        critical == null ? null : critical.enter(),
        critical == null ? null : critical.clear(),
        rule.confirm(),
        rule.of(),
        rule.clearFor().toMillis() / 1000.0);
  }

  private List<ExplainReport.Case> cases(Signal signal, String instance, @Nullable Said said) {
    List<ExplainReport.Case> cases = new ArrayList<>();
    for (Verdict verdict : verdicts(signal)) {
      if (instance.isEmpty() || verdict.condition().instance().equals(instance)) {
        cases.add(one(verdict, said));
      }
    }
    return cases;
  }

  private List<Verdict> verdicts(Signal signal) {
    Cycle cycle = last.get();
    return cycle == null
        ? List.of()
        : cycle.evaluation().verdicts().stream()
            .filter(verdict -> verdict.condition().signal() == signal)
            .toList();
  }

  private List<String> instances(Signal signal) {
    return verdicts(signal).stream().map(verdict -> verdict.condition().instance()).toList();
  }

  private static ExplainReport.Case one(Verdict verdict, @Nullable Said said) {
    Operations.Case known = null;
    if (said != null) {
      for (Operations.Case candidate : said.cases()) {
        known = candidate.condition().equals(verdict.condition()) ? candidate : known;
      }
    }
    Double value = verdict.reading() instanceof Reading.Value read ? read.value() : null;
    return new ExplainReport.Case(
        verdict.condition().instance(),
        verdict.state().name(),
        value,
        verdict.since().toString(),
        verdict.flapping(),
        known == null ? List.of() : known.recent(),
        known == null ? 0 : known.criticalSeconds(),
        known == null ? 0 : known.sustainedSeconds(),
        known == null ? 0 : known.attempts(),
        known == null ? List.of() : known.rungs().stream().map(Explanation::step).toList());
  }

  private static ExplainReport.Step step(Operations.Rung rung) {
    Operations.Hold hold = rung.hold();
    return new ExplainReport.Step(
        rung.treatment(),
        hold.step(),
        hold.target(),
        rung.mode(),
        rung.danger(),
        rung.next(),
        hold.gate(),
        hold.why(),
        hold.secondsLeft(),
        hold.breaker());
  }

  /** The settings that have a part in it, those of the treatments too. */
  private static List<ExplainReport.Setting> settings(
      Loaded loaded, Signal signal, List<ExplainReport.Case> cases) {
    Set<String> keys = new LinkedHashSet<>();
    for (String name : List.of("warning", "critical", "clear", "for", "clear_for", "sustained")) {
      keys.add("thresholds." + signal.key() + "." + name);
    }
    for (String name : List.of("mode", "sustained", "min_critical_alerts")) {
      keys.add("treatments." + name);
    }
    for (ExplainReport.Case one : cases) {
      for (ExplainReport.Step step : one.steps()) {
        keys.add("treatments." + step.treatment() + ".mode");
        keys.add("treatments." + step.treatment() + ".cooldown");
      }
    }
    List<ExplainReport.Setting> settings = new ArrayList<>();
    for (String key : keys) {
      String value = loaded.values().get(key);
      if (value != null) {
        Origin origin = loaded.origins().getOrDefault(key, Origin.DEFAULT);
        settings.add(new ExplainReport.Setting(key, value, origin.text()));
      }
    }
    return settings;
  }
}
