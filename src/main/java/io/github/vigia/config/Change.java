package io.github.vigia.config;

import java.util.ArrayList;
import java.util.List;

/**
 * One key that a reload would change.
 *
 * @param from the value in force, as text
 * @param to the new value, as text
 * @param needsRestart whether it can't be applied to the running agent
 */
public record Change(String key, String from, String to, boolean needsRestart) {

  /** In the order of the documents; empty where nothing differs. */
  public static List<Change> between(Loaded old, Loaded fresh) {
    List<Change> changes = new ArrayList<>();
    for (Key<?> key : Keys.all()) {
      String from = old.values().getOrDefault(key.path(), key.standard());
      String to = fresh.values().getOrDefault(key.path(), key.standard());
      if (!from.equals(to)) {
        changes.add(new Change(key.path(), from, to, key.restart()));
      }
    }
    return changes;
  }

  /** {@code logs.level: INFO → DEBUG}. */
  public String text() {
    return key + ": " + from + " → " + to + (needsRestart ? " (needs a restart)" : "");
  }
}
