package io.github.vigia.cli;

import io.github.vigia.collect.vitals.AllCollectors;
import io.github.vigia.collect.vitals.Vitals;
import io.github.vigia.config.Rule;
import io.github.vigia.config.Settings;
import io.github.vigia.evaluate.Evaluator;
import io.github.vigia.model.Evaluation;
import io.github.vigia.model.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A look at the host without history: two readings, and what the second means. A limit that is
 * reached once is reached, as there is no second sample to confirm it.
 */
final class OneShot {

  /** Between the two readings. */
  private static final Duration GAP = Duration.ofMillis(500);

  private static final Duration STEP = Duration.ofMillis(10);

  /** On top of the probes' own timeout. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private final Settings settings;

  OneShot(Settings settings) {
    this.settings = settings;
  }

  Evaluation evaluation() {
    try (AllCollectors collectors = AllCollectors.of(settings)) {
      Vitals vitals = new Vitals(collectors.all(), Map.of());
      vitals.look(Instant.now(), System.nanoTime(), Set.of());
      long begun = System.nanoTime();
      long patience = settings.latency().timeout().plus(SLACK).toNanos();
      LockSupport.parkNanos(GAP.toNanos());
      while (vitals.isPending() && System.nanoTime() - begun < patience) {
        LockSupport.parkNanos(STEP.toNanos());
      }
      Evaluator evaluator = new Evaluator(unconfirmed(), Map.of(), GAP);
      return evaluator.evaluate(vitals.look(Instant.now(), System.nanoTime(), Set.of()));
    }
  }

  private Map<Signal, Rule> unconfirmed() {
    Map<Signal, Rule> rules = new EnumMap<>(Signal.class);
    settings
        .thresholds()
        .forEach((signal, rule) ->
            rules.put(
                signal,
                new Rule(
                    rule.lowIsBad(),
                    rule.warning(),
                    rule.critical(),
                    /* confirm= */ 1,
                    /* of= */ 1,
                    rule.clearFor())));
    return rules;
  }
}
