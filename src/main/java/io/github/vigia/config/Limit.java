package io.github.vigia.config;

/**
 * One level of a rule: entered at {@code enter}, left only beyond {@code clear}, both in the unit
 * of the signal's metric.
 */
public record Limit(double enter, double clear) {}
