package io.github.vigia.model;

/** How an attempt to treat a condition ended. */
public enum Outcome {
  /** The signal is beyond its clear side and the treatment had an effect of its own. */
  HEALED,
  /** The signal got better by more than noise, but is still critical. */
  IMPROVED,
  /** It ran, and nothing changed. */
  NO_EFFECT,
  /** The signal, or a guard, got worse: rolled back where that is possible. */
  WORSE,
  /** It ended with an error. */
  FAILED,
  /** It did not end in its time and was stopped. */
  TIMEOUT,
  /** The agent died while it ran; it is never run again by itself. */
  INTERRUPTED,
  /** The signal recovered, but not by what the treatment did. */
  SELF_RECOVERED,
  /** Its preview was taken; nothing was touched. */
  DRY_RUN,
  /** It ran, but whether it helped could not be seen: the agent restarted meanwhile. */
  UNVERIFIED;

  /** Whether it did what it is for, wholly or in part. */
  public boolean helped() {
    return this == HEALED || this == IMPROVED;
  }
}
