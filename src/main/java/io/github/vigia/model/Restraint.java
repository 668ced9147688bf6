package io.github.vigia.model;

/** What holds all treatments back at once. */
public enum Restraint {
  /** Somebody said so, for a while. */
  PAUSE,
  /** The file that stops all treatments is there. */
  KILL_SWITCH,
  /** The budget of attempts is used up. */
  SAFE_MODE,
  /** Many conditions became critical at once: one at a time is treated. */
  STORM,
  /** The log of treatments can't be written. */
  NO_LOG
}
