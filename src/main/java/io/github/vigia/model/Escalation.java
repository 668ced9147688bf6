package io.github.vigia.model;

/** Why a condition needs a person. */
public enum Escalation {
  /** Healed three times, and back each time: the symptom was treated, not the cause. */
  RELAPSING,
  /** Every step has been tried or can't help. */
  LADDER_EXHAUSTED,
  /** A treatment made things worse. */
  WORSE
}
