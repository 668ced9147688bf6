package io.github.vigia.treat;

import io.github.vigia.model.Condition;
import io.github.vigia.model.Outcome;
import io.github.vigia.model.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as it is written down: moments as the time that is left or has passed, so that they
 * mean the same after a restart, a reboot or a step of the clock.
 */
final class LedgerState {

  private LedgerState() {}

  static Map<String, Object> tree(Ledger ledger, long now) {
    List<Map<String, Object>> incidents = new ArrayList<>();
    ledger.incidents.forEach((condition, incident) -> {
      if (incident.attempts() > 0 || !incident.mayStart(now)) {
        Map<String, Object> tree = condition(condition);
        tree.put("attempts", incident.attempts());
        tree.put("rung", incident.rung());
        tree.put("left", Math.max(0, incident.notBefore() - now));
        tree.put("improved", incident.improved());
        tree.put("relapses", incident.relapses());
        tree.put("exhausted", incident.exhausted());
        tree.put("barred", incident.barred());
        incidents.add(tree);
      }
    });
    Map<String, Object> breakers = new LinkedHashMap<>();
    ledger.breakers.forEach((key, breaker) -> {
      if (breaker instanceof Breaker.Open(long until, Duration rest)) {
        breakers.put(key, List.of("open", Math.max(0, until - now), rest.toNanos()));
      } else if (breaker instanceof Breaker.Closed(int failures, Duration rest) && failures > 0) {
        breakers.put(key, List.of("closed", failures, rest.toNanos()));
      }
    });
    Map<String, Object> outcomes = new LinkedHashMap<>();
    ledger.lastOutcomes.forEach((key, outcome) -> outcomes.put(key, outcome.name()));
    Map<String, Object> runs = new LinkedHashMap<>();
    ledger.lastRuns.forEach((treatment, at) -> runs.put(treatment, now - at));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("incidents", incidents);
    tree.put("breakers", breakers);
    tree.put("outcomes", outcomes);
    tree.put("runs", runs);
    tree.put("risky", ledger.risky.stream().map(at -> now - at).toList());
    tree.put("gravest", ledger.gravest.stream().map(at -> now - at).toList());
    tree.put("tokens", ledger.tokens(now));
    return tree;
  }

  /**
   * @param passed nanoseconds since it was written, 0 where the clock says less
   */
  static void restore(Ledger ledger, Map<String, @Nullable Object> tree, long passed, long now) {
    for (var incident : Json.objects(tree, "incidents")) {
      Condition condition = condition(incident);
      if (condition != null) {
        ledger.incidents.put(condition, incident(incident, passed, now));
      }
    }
    Json.object(tree, "breakers")
        .forEach((key, value) -> {
          if (value instanceof List<?> list && list.size() == 3) {
            Duration rest = Duration.ofNanos(whole(list.get(2)));
            ledger.breakers.put(
                key,
                "open".equals(list.get(0))
                    ? new Breaker.Open(now + left(whole(list.get(1)), passed), rest)
                    : new Breaker.Closed((int) whole(list.get(1)), rest));
          }
        });
    Json.object(tree, "outcomes")
        .forEach((key, value) -> {
          for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(value)) {
              ledger.lastOutcomes.put(key, outcome);
            }
          }
        });
    Json.object(tree, "runs")
        .forEach((treatment, ago) -> ledger.lastRuns.put(treatment, now - whole(ago) - passed));
    times(tree, "risky", ledger.risky, now - passed);
    times(tree, "gravest", ledger.gravest, now - passed);
    double tokens = Json.number(tree, "tokens");
    if (!Double.isNaN(tokens)) {
      ledger.budget(new Budget(tokens, now - passed));
    }
  }

  private static Incident incident(Map<String, @Nullable Object> tree, long passed, long now) {
    return new Incident(
        (int) Json.whole(tree, "attempts"),
        (int) Json.whole(tree, "rung"),
        now + left(Json.whole(tree, "left"), passed),
        now,
        false,
        (int) Json.whole(tree, "improved"),
        (int) Json.whole(tree, "relapses"),
        Json.flag(tree, "exhausted"),
        Json.whole(tree, "barred"));
  }

  private static void times(
      Map<String, @Nullable Object> tree, String name, Deque<Long> times, long from) {
    if (tree.get(name) instanceof List<?> list) {
      list.forEach(ago -> times.addLast(from - whole(ago)));
    }
  }

  private static long whole(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  /** Never longer than it was. */
  static long left(long left, long passed) {
    return Math.clamp(left - Math.max(0, passed), 0, Math.max(0, left));
  }

  static Map<String, Object> condition(Condition condition) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("signal", condition.signal().key());
    tree.put("instance", condition.instance());
    return tree;
  }

  /** Null where there is no such signal any more. */
  static @Nullable Condition condition(Map<String, @Nullable Object> tree) {
    String key = Json.text(tree, "signal");
    for (Signal signal : Signal.values()) {
      if (signal.key().equals(key)) {
        return new Condition(signal, Json.text(tree, "instance"));
      }
    }
    return null;
  }
}
