package io.github.vigia.treat;

import java.util.Locale;

/** How far a treatment may go by itself, from nothing to everything. */
public enum Mode {
  OFF,
  /** Its condition is watched, and what it would be is told; no preview is taken. */
  OBSERVE,
  /** Its preview is taken and kept. */
  DRY_RUN,
  /** It waits for a person to say yes. */
  APPROVE,
  AUTO;

  /** As in the settings: {@code dry-run}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The mode that a setting names. */
  public static Mode of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The one that allows less. */
  public Mode stricter(Mode other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
