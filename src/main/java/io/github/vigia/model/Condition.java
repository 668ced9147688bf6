package io.github.vigia.model;

/**
 * One signal of one instance: {@code disk_percent:/var}.
 *
 * @param instance which mount, interface, …; empty where the metric has one instance
 */
public record Condition(Signal signal, String instance) {

  /** {@code disk_percent:/var}, or {@code cpu_percent} where there is one instance. */
  public String name() {
    return instance.isEmpty() ? signal.key() : signal.key() + ":" + instance;
  }
}
