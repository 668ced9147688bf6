package io.github.vigia.cli;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code vigia drill --json} prints at its end.
 *
 * @param detectedSeconds from the fault to its detection; null where it was not detected
 * @param treatedSeconds from the fault to the beginning of the first treatment
 * @param verifiedSeconds from the fault to the verdict that it is healed
 */
@Json(naming = Json.Naming.LowerUnderscore)
record DrillReport(
    String drill,
    boolean healed,
    @Nullable Double detectedSeconds,
    @Nullable Double treatedSeconds,
    @Nullable Double verifiedSeconds,
    List<Step> steps) {

  /** One thing that happened. */
  record Step(double seconds, String what, List<String> words) {}

  String toJson() {
    return Jsonb.builder()
        .serializeNulls(true)
        .serializeEmpty(true)
        .build()
        .type(DrillReport.class)
        .toJson(this);
  }
}
