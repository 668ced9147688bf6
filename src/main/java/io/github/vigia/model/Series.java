package io.github.vigia.model;

import java.util.Map;

/**
 * One value of {@code /metrics} that has several labels, or labels that are no {@link Metric}'s.
 *
 * @param family its name, the unit included; one that ends in {@code _total} only ever grows
 * @param help one sentence; the same for all of a family
 * @param labels names and values, in their order
 */
public record Series(String family, String help, Map<String, String> labels, double value) {}
