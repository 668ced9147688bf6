package io.github.vigia.treat;

import org.jspecify.annotations.Nullable;

/** Whether an attempt may start: the gates in their fixed order, the first that is shut counts. */
sealed interface Admission {

  record Admitted() implements Admission {}

  record Refused(Gate gate, String why) implements Admission {}

  /**
   * All that the gates look at, as it is at one moment. A reason that is empty holds nothing back.
   *
   * @param mode of the step, all ceilings counted in
   * @param killed why all treatments are stopped
   * @param stale why there is nothing to decide by
   * @param isWell whether the value is beyond the clear side now
   * @param silenced why nothing is to be done about it for a while
   * @param grace why it is too early
   * @param preview what the step would do; null where that was not looked at yet
   * @param conflict who else is at work
   * @param ledger the gate of the ledger that is shut; null where none is
   * @param ledgerWhy why
   * @param running what is running now
   * @param needsApproval whether a person must say yes
   * @param approved whether one did
   */
  record View(
      Mode mode,
      String killed,
      String stale,
      boolean isWell,
      String silenced,
      String grace,
      @Nullable Preview preview,
      String conflict,
      @Nullable Gate ledger,
      String ledgerWhy,
      String running,
      boolean needsApproval,
      boolean approved) {}

  static Admission of(View view) {
    if (view.mode().compareTo(Mode.DRY_RUN) < 0) {
      return new Refused(Gate.MODE, view.mode().key());
    }
    Refused early =
        first(
            Gate.KILL_SWITCH, view.killed(),
            Gate.STALE, view.stale(),
            Gate.RECHECK, view.isWell() ? "it has recovered" : "",
            Gate.SILENCED, view.silenced(),
            Gate.GRACE, view.grace());
    if (early != null) {
      return early;
    }
    Preview preview = view.preview();
    if (preview != null && !preview.helps()) {
      return new Refused(Gate.PRECONDITION, preview.summary());
    }
    Refused late = first(Gate.CONFLICT, view.conflict());
    if (late != null) {
      return late;
    }
    Gate ledger = view.ledger();
    if (ledger != null) {
      return new Refused(ledger, view.ledgerWhy());
    }
    if (!view.running().isEmpty()) {
      return new Refused(Gate.SLOT, view.running());
    }
    boolean dry = view.mode() == Mode.DRY_RUN;
    return !dry && view.needsApproval() && !view.approved()
        ? new Refused(Gate.APPROVAL, "a person must say yes")
        : new Admitted();
  }

  /** Pairs of a gate and the reason why it is shut, empty where it is open. */
  private static @Nullable Refused first(Object... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i] instanceof Gate gate && pairs[i + 1] instanceof String why && !why.isEmpty()) {
        return new Refused(gate, why);
      }
    }
    return null;
  }
}
