package io.github.vigia.treat;

import io.github.vigia.config.Rule;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Signal;
import io.github.vigia.model.Snapshot;
import io.github.vigia.model.State;
import io.github.vigia.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All conditions that the last looks told of. */
final class Ward {

  private final Map<Condition, Watched> all = new LinkedHashMap<>();
  private final Storm storm = new Storm();
  private @Nullable Snapshot latest;

  /**
   * Takes a look; conditions that it does not mention are gone.
   *
   * @param exact whether it matters when each reading was taken: while something is treated. Where
   *     all is well that is not looked up, because it costs more than the rest.
   */
  void take(
      Snapshot snapshot,
      Evaluation evaluation,
      Map<Signal, Rule> rules,
      Ledger ledger,
      boolean exact) {
    Map<String, Long> sampled =
        exact || evaluation.host() == State.CRITICAL ? sampled(snapshot) : Map.of();
    long now = snapshot.nanos();
    Set<Condition> seen = new HashSet<>();
    for (Verdict verdict : evaluation.verdicts()) {
      Condition condition = verdict.condition();
      Rule rule = rules.get(condition.signal());
      if (rule == null || rule.critical() == null) {
        continue;
      }
      seen.add(condition);
      Watched watched = all.computeIfAbsent(condition, Watched::new);
      long at =
          sampled.isEmpty()
              ? now
              : sampled.getOrDefault(key(condition.signal().metric(), condition.instance()), now);
      if (watched.take(verdict, rule, at, now)) {
        storm.entered(now);
      }
      ledger.sampled(condition, watched.isWell(), now);
    }
    all.keySet().retainAll(seen);
    latest = snapshot;
  }

  private static Map<String, Long> sampled(Snapshot snapshot) {
    Map<String, Long> sampled = new LinkedHashMap<>();
    for (Sample sample : snapshot.samples()) {
      sampled.put(key(sample.metric(), sample.instance()), sample.nanos());
    }
    return sampled;
  }

  private static String key(Metric metric, String instance) {
    return metric.key() + "\0" + instance;
  }

  private static Map<String, Double> metrics(Snapshot snapshot) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (Sample sample : snapshot.samples()) {
      if (sample.reading() instanceof Reading.Value(double value)
          && (sample.instance().isEmpty() || sample.metric() == Metric.FILESYSTEM_PERCENT)) {
        String instance = sample.instance().isEmpty() ? "" : ":" + sample.instance();
        metrics.put(sample.metric().key() + instance, value);
      }
    }
    return metrics;
  }

  @Nullable Watched find(Condition condition) {
    return all.get(condition);
  }

  List<Watched> all() {
    return List.copyOf(all.values());
  }

  /** Those that are critical, the most urgent first. */
  List<Watched> critical() {
    List<Watched> critical = new ArrayList<>();
    for (Watched watched : all.values()) {
      if (watched.isCritical()) {
        critical.add(watched);
      }
    }
    critical.sort(Comparator.comparingInt(w -> Triage.urgency(w.condition().signal())));
    return critical;
  }

  List<Condition> criticalConditions() {
    return critical().stream().map(Watched::condition).toList();
  }

  /** The guards that are critical. */
  Set<Condition> alarmedGuards() {
    Set<Condition> alarmed = new HashSet<>();
    for (Watched watched : all.values()) {
      if (watched.isCritical() && Triage.isGuard(watched.condition().signal())) {
        alarmed.add(watched.condition());
      }
    }
    return alarmed;
  }

  boolean isStorm(long now) {
    return storm.isOn(now);
  }

  /** What was known of the host at the last look, by name. */
  Map<String, Double> metrics() {
    Snapshot known = latest;
    return known == null ? Map.of() : metrics(known);
  }
}
