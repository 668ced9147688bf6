package io.github.vigia.cli;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.List;

/**
 * What {@code vigia doctor --json} prints.
 *
 * @param code 0 all is well, 1 something could be better, 2 something must be
 */
@Json(naming = Json.Naming.LowerUnderscore)
record DoctorReport(int code, List<Finding> findings) {

  static DoctorReport of(List<Finding> findings) {
    int code = findings.stream().anyMatch(finding -> finding.is("gap")) ? 1 : 0;
    return new DoctorReport(
        findings.stream().anyMatch(finding -> finding.is("bad")) ? 2 : code, findings);
  }

  String toJson() {
    return Jsonb.builder().serializeEmpty(true).build().type(DoctorReport.class).toJson(this);
  }
}
