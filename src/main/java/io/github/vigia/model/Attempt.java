package io.github.vigia.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One execution of one step against one condition.
 *
 * @param id UUID version 7
 * @param treatment id of the treatment
 * @param step what tells it from the treatment's other steps
 * @param target mount, unit, interface or process that it touched
 * @param preview what it was going to do
 * @param took from its start to the end of what it did
 * @param outcome null while it runs or is verified
 * @param direct how much it did, in {@code unit}
 * @param summary what it did, or why not, in one sentence
 * @param details further lines of its output
 * @param baseline the condition's value before; NaN when unknown
 * @param result the condition's value at the end of the verification; NaN when unknown
 * @param before metrics of the host before, by name
 * @param after metrics of the host after the verification, by name
 */
public record Attempt(
    String id,
    Instant at,
    Condition condition,
    String treatment,
    String step,
    String target,
    int danger,
    String preview,
    Duration took,
    @Nullable Outcome outcome,
    double direct,
    String unit,
    String summary,
    List<String> details,
    double baseline,
    double result,
    Map<String, Double> before,
    Map<String, Double> after) {}
