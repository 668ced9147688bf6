package io.github.vigia.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One key that a reload would change.
 *
 * @param from the value in force, as text
 * @param to the new value, as text
 * @param needsRestart whether it can't be applied to the running agent
 */
public record Change(String key, String from, String to, boolean needsRestart) {

  /** What stands for a custom treatment or a silence that is not there. */
  private static final String NONE = "none";

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
    Set<String> others = new LinkedHashSet<>(old.values().keySet());
    others.addAll(fresh.values().keySet());
    for (String path : others) {
      String from = old.values().getOrDefault(path, NONE);
      String to = fresh.values().getOrDefault(path, NONE);
      if (Keys.find(path) == null && !from.equals(to)) {
        changes.add(new Change(path, from, to, true));
      }
    }
    return changes;
  }

  /** {@code logs.level: INFO → DEBUG}. */
  public String text() {
    return key + ": " + from + " → " + to + (needsRestart ? " (needs a restart)" : "");
  }
}
