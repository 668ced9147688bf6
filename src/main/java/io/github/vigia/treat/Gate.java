package io.github.vigia.treat;

/** What can hold an attempt back, in the order in which they are asked. */
public enum Gate {
  /** Off, observe, dry-run, or waiting for approval by mode. */
  MODE,
  /** The file or the switch that stops all treatments. */
  KILL_SWITCH,
  /** No fresh sample to decide by. */
  STALE,
  /** A fresh look says that the condition is no longer there. */
  RECHECK,
  /** A silence or a maintenance window. */
  SILENCED,
  /** The agent or the host has just started, or the clock jumped. */
  GRACE,
  /** The preview says that it can't help. */
  PRECONDITION,
  /** Somebody else is at work on the target. */
  CONFLICT,
  /** The cooldown is not over. */
  HOLD,
  /** It did not help several times in a row. */
  BREAKER,
  /** Too many attempts of any kind. */
  BUDGET,
  /** Another treatment is running. */
  SLOT,
  /** A person must say yes. */
  APPROVAL
}
