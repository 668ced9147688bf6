package io.github.vigia.model;

/**
 * The parts of the host that are read at their own pace; {@code key} names each in the settings.
 */
public enum Subsystem {
  CPU("cpu"),
  MEMORY("memory"),
  DISK("disk"),
  NETWORK("network"),
  PING("ping"),
  LATENCY("latency"),
  TEMPERATURE("temperature"),
  PROCESSES("processes"),
  /** The agent's own process. */
  OWN("own");

  private final String key;

  Subsystem(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
