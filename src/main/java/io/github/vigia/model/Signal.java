package io.github.vigia.model;

/**
 * What is evaluated: each signal judges every instance of one metric by one rule.
 *
 * <p>{@code key} names it in the settings ({@code thresholds.<key>}) and in {@code
 * MONITORING_THRESHOLD_<KEY>_WARNING}; {@code stateField} is its field in the journal, empty where
 * the contract has none.
 */
public enum Signal {
  CPU("cpu_percent", Metric.CPU_PERCENT, "state_cpu"),
  MEMORY("memory_percent", Metric.MEMORY_PERCENT, "state_ram"),
  CONTAINER_MEMORY("container_memory_percent", Metric.CONTAINER_MEMORY_PERCENT, ""),
  DISK("disk_percent", Metric.FILESYSTEM_PERCENT, "state_disk"),
  INODES("inodes_percent", Metric.INODES_PERCENT, ""),
  FILESYSTEM("filesystem_fault", Metric.FILESYSTEM_FAULT, ""),
  PING("ping_ms", Metric.PING_MS, "state_ping"),
  LATENCY("latency_ms", Metric.TARGET_LATENCY_MS, "state_latency"),
  LOSS("network_loss_percent", Metric.TARGET_LOSS_PERCENT, ""),
  CARRIER("interface_carrier", Metric.INTERFACE_CARRIER, ""),
  TEMPERATURE("temperature", Metric.SENSOR_CELSIUS, ""),
  ZOMBIES("zombies", Metric.ZOMBIES, ""),
  PIDS("pids_percent", Metric.PIDS_PERCENT, ""),
  OPEN_FILES("open_files_percent", Metric.OPEN_FILES_PERCENT, ""),
  BYTES_SENT("bytes_sent", Metric.BYTES_SENT, "state_bytes_sent"),
  BYTES_RECV("bytes_recv", Metric.BYTES_RECV, "state_bytes_recv");

  private final String key;
  private final Metric metric;
  private final String stateField;

  Signal(String key, Metric metric, String stateField) {
    this.key = key;
    this.metric = metric;
    this.stateField = stateField;
  }

  public String key() {
    return key;
  }

  public Metric metric() {
    return metric;
  }

  public String stateField() {
    return stateField;
  }
}
