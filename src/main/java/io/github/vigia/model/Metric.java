package io.github.vigia.model;

/**
 * Everything that a cycle reads, with its key in the journal, the label that tells its instances
 * apart, and what it means. The key carries the unit. A metric whose label is empty has exactly one
 * instance, {@code ""}.
 *
 * <p>In {@code /metrics} a key that begins with {@code process_} or {@code vigia_} is the name; any
 * other gets the prefix {@code monitoring_}.
 */
public enum Metric {
  CPU_PERCENT("cpu_percent", "", "CPU time in use, of all cores together, since the last reading."),
  CPU_USER_PERCENT("cpu_user_percent", "", "CPU time in user code, nice included."),
  CPU_SYSTEM_PERCENT("cpu_system_percent", "", "CPU time in the kernel, interrupts included."),
  CPU_IOWAIT_PERCENT("cpu_iowait_percent", "", "CPU time idle while a disk request was pending."),
  CPU_STEAL_PERCENT("cpu_steal_percent", "", "CPU time that the hypervisor gave to others."),
  CPU_FREQ_GHZ("cpu_freq_ghz", "", "Mean clock frequency of the cores."),
  CORE_PERCENT("core_percent", "core", "CPU time in use of one core."),
  LOAD_1("load_1", "", "Load average over one minute."),
  LOAD_5("load_5", "", "Load average over five minutes."),
  LOAD_15("load_15", "", "Load average over fifteen minutes."),
  PRESSURE_CPU_SOME_PERCENT(
      "pressure_cpu_some_percent", "", "Time in which some task waited for a CPU, last 10 s."),
  PRESSURE_MEMORY_SOME_PERCENT(
      "pressure_memory_some_percent", "", "Time in which some task waited for memory, last 10 s."),
  PRESSURE_MEMORY_FULL_PERCENT(
      "pressure_memory_full_percent", "", "Time in which all tasks waited for memory, last 10 s."),
  PRESSURE_IO_SOME_PERCENT(
      "pressure_io_some_percent", "", "Time in which some task waited for a disk, last 10 s."),
  PRESSURE_IO_FULL_PERCENT(
      "pressure_io_full_percent", "", "Time in which all tasks waited for a disk, last 10 s."),

  MEMORY_PERCENT("memory_percent", "", "Memory that is not available, of the total."),
  MEMORY_USED_BYTES("memory_used_bytes", "", "Total memory less what is available."),
  MEMORY_TOTAL_BYTES("memory_total_bytes", "", "Memory that the kernel manages."),
  SWAP_PERCENT("swap_percent", "", "Swap in use, of the total."),
  SWAP_USED_BYTES("swap_used_bytes", "", "Swap in use."),
  SWAP_TOTAL_BYTES("swap_total_bytes", "", "Swap there is."),
  CONTAINER_MEMORY_PERCENT(
      "container_memory_percent", "", "Memory in use, of the limit of the container we are in."),
  CONTAINER_MEMORY_USED_BYTES(
      "container_memory_used_bytes",
      "",
      "Memory in use in the container, inactive files left out."),
  CONTAINER_MEMORY_LIMIT_BYTES(
      "container_memory_limit_bytes", "", "Memory limit of the container we are in."),
  CONTAINER_CPU_LIMIT_CORES(
      "container_cpu_limit_cores", "", "CPU limit of the container we are in."),
  CONTAINER_CPU_THROTTLED_PERCENT(
      "container_cpu_throttled_percent",
      "",
      "Periods in which the CPU limit held the container back."),

  DISK_PERCENT(
      "disk_percent", "", "Space in use on the root filesystem, as a non-root user sees it."),
  DISK_USED_BYTES("disk_used_bytes", "", "Bytes in use on the root filesystem."),
  DISK_TOTAL_BYTES("disk_total_bytes", "", "Size of the root filesystem."),
  FILESYSTEM_PERCENT(
      "filesystem_percent", "mountpoint", "Space in use, as a non-root user sees it."),
  FILESYSTEM_USED_BYTES("filesystem_used_bytes", "mountpoint", "Bytes in use."),
  FILESYSTEM_TOTAL_BYTES("filesystem_total_bytes", "mountpoint", "Size of the filesystem."),
  INODES_PERCENT("inodes_percent", "mountpoint", "Inodes in use."),
  FILESYSTEM_READONLY("filesystem_readonly", "mountpoint", "1 where the filesystem is read-only."),
  FILESYSTEM_FAULT(
      "filesystem_fault",
      "mountpoint",
      "1 where the kernel counted an error, stopped writing, or a writable mount became"
          + " read-only."),
  FILESYSTEM_ERRORS("filesystem_errors", "mountpoint", "Errors that the filesystem has counted."),
  DISK_READ_BYTES_PER_SECOND("disk_read_bytes_per_second", "device", "Bytes read."),
  DISK_WRITE_BYTES_PER_SECOND("disk_write_bytes_per_second", "device", "Bytes written."),
  DISK_READS_PER_SECOND("disk_reads_per_second", "device", "Reads completed."),
  DISK_WRITES_PER_SECOND("disk_writes_per_second", "device", "Writes completed."),
  DISK_BUSY_PERCENT("disk_busy_percent", "device", "Time in which a request was in flight."),

  BYTES_SENT("bytes_sent", "", "Bytes sent by all interfaces but loopback since boot."),
  BYTES_RECV("bytes_recv", "", "Bytes received by all interfaces but loopback since boot."),
  NET_IN_MBPS("net_in_mbps", "", "Megabits received a second, all interfaces but loopback."),
  NET_OUT_MBPS("net_out_mbps", "", "Megabits sent a second, all interfaces but loopback."),
  INTERFACE_RECEIVED_BYTES("interface_received_bytes", "interface", "Bytes received since boot."),
  INTERFACE_SENT_BYTES("interface_sent_bytes", "interface", "Bytes sent since boot."),
  INTERFACE_RECEIVE_BYTES_PER_SECOND(
      "interface_receive_bytes_per_second", "interface", "Bytes received a second."),
  INTERFACE_SEND_BYTES_PER_SECOND(
      "interface_send_bytes_per_second", "interface", "Bytes sent a second."),
  INTERFACE_ERRORS_PER_SECOND(
      "interface_errors_per_second", "interface", "Receive and transmit errors a second."),
  INTERFACE_DROPS_PER_SECOND(
      "interface_drops_per_second", "interface", "Packets dropped a second, both ways."),
  INTERFACE_CARRIER(
      "interface_carrier", "interface", "1 with a link, 0 where a link that was there is gone."),

  PING_MS("ping_ms", "", "Last ICMP round trip to the main target."),
  LATENCY_MS("latency_ms", "", "Median of the last five round trips to the main target."),
  LATENCY_ESTIMATED(
      "latency_estimated", "", "1 where latency is the time of a TCP connect instead of ICMP."),
  NETWORK_LOSS_PERCENT("network_loss_percent", "", "Probes lost of the last 20, main target."),
  TARGET_LATENCY_MS("target_latency_ms", "target", "Median of the last five round trips."),
  TARGET_LOSS_PERCENT("target_loss_percent", "target", "Probes lost of the last 20."),

  TEMPERATURE("temperature", "", "Temperature in degrees Celsius of the hottest CPU sensor."),
  CPU_TEMP_C("cpu_temp_c", "", "The same temperature, under the name that dashboards know."),
  SENSOR_CELSIUS("sensor_celsius", "sensor", "Temperature of one sensor."),

  PROCESSES("processes", "", "Processes there are."),
  THREADS("threads", "", "Threads there are."),
  PIDS_PERCENT("pids_percent", "", "Process and thread ids in use, of the most there can be."),
  ZOMBIES("zombies", "", "Processes that ended over 60 s ago and were not waited for."),
  OPEN_FILES("open_files", "", "File handles in use."),
  OPEN_FILES_PERCENT("open_files_percent", "", "File handles in use, of the most there can be."),

  PROCESS_CPU_PERCENT("process_cpu_percent", "", "CPU time of Vigia, of one core."),
  PROCESS_MEMORY_PERCENT("process_memory_percent", "", "Resident memory of Vigia, of the total."),
  PROCESS_MEMORY_RSS_BYTES("process_memory_rss_bytes", "", "Resident memory of Vigia."),
  PROCESS_UPTIME_SECONDS("process_uptime_seconds", "", "Seconds since Vigia started."),
  PROCESS_NUM_THREADS("process_num_threads", "", "Threads of Vigia."),
  PROCESS_NUM_FDS("process_num_fds", "", "File descriptors that Vigia holds open."),

  VIGIA_GC_COLLECTIONS("vigia_gc_collections_total", "", "Garbage collections since start."),
  VIGIA_GC_SECONDS("vigia_gc_seconds_total", "", "Time spent collecting garbage since start."),
  VIGIA_HEAP_BYTES("vigia_heap_bytes", "", "Java heap in use."),
  VIGIA_CYCLES("vigia_cycles_total", "", "Cycles completed."),
  VIGIA_CYCLE_SECONDS("vigia_cycle_seconds", "", "Time that the last cycle took."),
  VIGIA_OVERRUNS("vigia_cycle_overruns_total", "", "Cycles that took longer than the interval."),
  VIGIA_STATE_CHANGES("vigia_state_changes_total", "", "State changes of any signal since start."),
  VIGIA_JOURNAL_LINES("vigia_journal_lines_total", "", "Journal lines written since start."),
  VIGIA_JOURNAL_PENDING_LINES(
      "vigia_journal_pending_lines", "", "Lines held in memory because they could not be written."),
  VIGIA_JOURNAL_LOST_LINES(
      "vigia_journal_lost_lines_total", "", "Lines given up because the memory for them was full."),
  VIGIA_JOURNAL_WRITE_ERRORS(
      "vigia_journal_write_errors_total", "", "Failed writes of a log file since start."),
  VIGIA_LOG_BYTES("vigia_log_bytes", "", "Bytes that all log files and archives take."),
  VIGIA_RELOAD_SUCCESS(
      "vigia_config_last_reload_success",
      "",
      "1 if the settings given last were good; those that need a restart wait for it.");

  private final String key;
  private final String label;
  private final String help;

  Metric(String key, String label, String help) {
    this.key = key;
    this.label = label;
    this.help = help;
  }

  /** Name in the journal and the settings. */
  public String key() {
    return key;
  }

  /** Name of the label that tells instances apart; empty where there is one instance. */
  public String label() {
    return label;
  }

  /** One sentence for the reader of {@code /metrics} and of docs/metrics.md. */
  public String help() {
    return help;
  }

  /** Name in {@code /metrics}. */
  public String family() {
    return key.startsWith("process_") || key.startsWith("vigia_") ? key : "monitoring_" + key;
  }

  /** Whether it only ever grows within one run of the agent. */
  public boolean isCounter() {
    return key.endsWith("_total");
  }
}
