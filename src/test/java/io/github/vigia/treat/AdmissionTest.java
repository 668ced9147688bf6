package io.github.vigia.treat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  @Test
  void whereNothingIsShutItIsAdmitted() {
    assertThat(Admission.of(view(List.of()))).isEqualTo(new Admission.Admitted());
  }

  @Test
  void ofSeveralGatesThatAreShutTheFirstInTheFixedOrderCounts() {
    List<Gate> shut = new ArrayList<>(List.of(Gate.values()));
    // These three come from the ledger, which names one.
    shut.removeAll(List.of(Gate.HOLD, Gate.BREAKER));
    while (!shut.isEmpty()) {
      assertThat(Admission.of(view(shut)))
          .isInstanceOfSatisfying(
              Admission.Refused.class,
              refused -> assertThat(refused.gate()).isEqualTo(shut.getFirst()));
      shut.removeFirst();
    }
  }

  @Test
  void aPreviewThatWasNotTakenHoldsNothingBack() {
    Admission.View without =
        new Admission.View(Mode.AUTO, "", "", false, "", "", null, "", null, "", "", false, false);
    assertThat(Admission.of(without)).isEqualTo(new Admission.Admitted());
  }

  @Test
  void aDryRunNeedsNoApproval() {
    Admission.View dry =
        new Admission.View(
            Mode.DRY_RUN, "", "", false, "", "", null, "", null, "", "", true, false);
    assertThat(Admission.of(dry)).isEqualTo(new Admission.Admitted());
  }

  private static Admission.View view(List<Gate> shut) {
    return new Admission.View(
        shut.contains(Gate.MODE) ? Mode.OBSERVE : Mode.APPROVE,
        why(shut, Gate.KILL_SWITCH),
        why(shut, Gate.STALE),
        shut.contains(Gate.RECHECK),
        why(shut, Gate.SILENCED),
        why(shut, Gate.GRACE),
        new Preview(!shut.contains(Gate.PRECONDITION), "what it would do", 1, List.of()),
        why(shut, Gate.CONFLICT),
        shut.contains(Gate.BUDGET) ? Gate.BUDGET : null,
        "why",
        why(shut, Gate.SLOT),
        true,
        !shut.contains(Gate.APPROVAL));
  }

  private static String why(List<Gate> shut, Gate gate) {
    return shut.contains(gate) ? "because of " + gate : "";
  }
}
