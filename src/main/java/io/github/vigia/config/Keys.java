package io.github.vigia.config;

import io.github.vigia.model.Signal;
import io.github.vigia.model.Subsystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is, with its default. Validation, variables, the starter file, the schema and
 * the tables of docs/configuration.md all come from this list.
 */
final class Keys {

  private static final Form<Duration> TIME = Forms.duration(Duration.ofMillis(100));

  static final Key<Duration> INTERVAL =
      of(
          "interval",
          Forms.duration(Duration.ZERO),
          "3s",
          "Time from the start of one cycle to the start of the next.",
          "MONITORING_INTERVAL_SEC");
  static final Key<Integer> CYCLES =
      fixed(
          "cycles",
          Forms.whole(0, 999_999_999),
          "0",
          "Cycles to run, 0 = for ever; with cycle_mode time: minutes.",
          "MONITORING_CYCLES");
  static final Key<String> CYCLE_MODE =
      fixed(
          "cycle_mode",
          Forms.word("cycles", "time"),
          "cycles",
          "Whether to count cycles or to run for a time.",
          "MONITORING_CYCLE_MODE");
  static final Key<Duration> CYCLE_TIME =
      new Key<>(
          "cycle_time",
          Forms.duration(Duration.ZERO),
          "0s",
          List.of(Variable.of("MONITORING_CYCLE_TIME_MIN", "m")),
          "How long to run with cycle_mode time; 0s = as many minutes as cycles says.",
          true);
  static final Key<Integer> VERBOSITY =
      of(
          "verbosity",
          Forms.whole(0, 2),
          "0",
          "What each cycle prints: 0 nothing, 1 one line, 2 one line a metric.",
          "MONITORING_VERBOSE");
  static final Key<String> LANGUAGE =
      fixed(
          "language",
          Forms.word("en", "pt-BR"),
          "en",
          "Language of what is said to people.",
          "MONITORING_LANGUAGE");

  static final Key<Path> PROCFS = root("procfs", "/proc", "Where the host's /proc is.");
  static final Key<Path> SYSFS = root("sysfs", "/sys", "Where the host's /sys is.");
  static final Key<Path> ROOTFS = root("rootfs", "/", "Where the host's root folder is.");

  static final Key<Path> LOG_ROOT =
      new Key<>(
          "logs.root",
          Forms.FOLDER,
          "logs",
          List.of(Variable.of("MONITORING_LOG_ROOT", "")),
          "Folder of json/, log/, debug/ and archive/.",
          true);
  static final Key<Path> CACHE =
      new Key<>(
          "logs.cache",
          Forms.FOLDER,
          ".cache",
          List.of(),
          "Folder of state files and of the control socket.",
          true);
  static final Key<String> LOG_LEVEL =
      of(
          "logs.level",
          Forms.word("DEBUG", "INFO", "WARNING", "ERROR"),
          "INFO",
          "The least that the program's own log keeps.",
          "MONITORING_LOG_LEVEL");
  static final Key<Long> LOG_MAX_SIZE =
      of(
          "logs.max_size",
          Forms.SIZE,
          "512MB",
          "All files under logs.root together; the oldest archives go first.");
  static final Key<Long> LOG_MAX_FILE_SIZE =
      of("logs.max_file_size", Forms.SIZE, "64MB", "A file of this size is rotated at once.");
  static final Key<Duration> ROTATE_AFTER =
      of(
          "logs.rotate_after",
          TIME,
          "1d",
          "Age at which a file is moved to archive/.",
          "MONITORING_ROTATE_INTERVAL_SEC");
  static final Key<Duration> COMPRESS_AFTER =
      of(
          "logs.compress_after",
          TIME,
          "1d",
          "Age at which an archived file is compressed.",
          "MONITORING_COMPRESS_INTERVAL_SEC");
  static final Key<Duration> KEEP =
      of(
          "logs.keep",
          TIME,
          "7d",
          "Age at which an archive is deleted.",
          "MONITORING_SAFE_REMOVE_INTERVAL_SEC");
  static final Key<Duration> SAFE_ROTATE_AFTER =
      of("logs.safe_rotate_after", TIME, "7d", "The same as rotate_after, for _safe files.");
  static final Key<Duration> KEEP_SAFE =
      of("logs.keep_safe", TIME, "30d", "The same as keep, for _safe files.");
  static final Key<Duration> SUMMARY_EVERY =
      of(
          "logs.summary_every",
          TIME,
          "1h",
          "How often the human summary is written.",
          "MONITORING_HOURLY_INTERVAL_SEC");
  static final Key<Duration> SUMMARY_WINDOW =
      of(
          "logs.summary_window",
          TIME,
          "1h",
          "What time the human summary covers.",
          "MONITORING_HUMAN_LOG_WINDOW_SEC");
  static final Key<Duration> AVERAGE_WINDOW =
      of(
          "logs.average_window",
          TIME,
          "10s",
          "What time the averages cover.",
          "MONITORING_AVERAGE_WINDOW_SEC");

  static final Key<Boolean> HTTP_ENABLED =
      new Key<>(
          "http.enabled",
          Forms.SWITCH,
          "true",
          List.of(
              Variable.of(HttpPair.SERVICE + "ENABLE", ""),
              Variable.of(HttpPair.EXPORTER + "ENABLE", "")),
          "Whether /health, /metrics and the page are served.",
          true);
  static final Key<Endpoint> HTTP_LISTEN =
      new Key<>(
          "http.listen",
          Forms.ENDPOINT,
          "127.0.0.1:8000",
          List.of(
              new Variable(HttpPair.SERVICE + "ADDR", "", Variable.Part.HOST),
              new Variable(HttpPair.EXPORTER + "ADDR", "", Variable.Part.HOST),
              new Variable(HttpPair.SERVICE + "PORT", "", Variable.Part.PORT),
              new Variable(HttpPair.EXPORTER + "PORT", "", Variable.Part.PORT)),
          "Address and port of the server; port 0 = any that is free.",
          true);
  static final Key<List<String>> HTTP_ALLOWED_HOSTS =
      fixed(
          "http.allowed_hosts",
          Forms.HOSTS,
          "[]",
          "Names that a request's Host header may carry, besides the address and localhost.");

  static final Key<List<String>> TARGETS =
      of(
          "thresholds.latency_ms.targets",
          Forms.HOSTS,
          "[gateway, 8.8.8.8]",
          "What is probed: gateway, addresses or names; the first but gateway is the main one.");
  static final Key<Duration> PROBE_TIMEOUT =
      of(
          "thresholds.latency_ms.timeout",
          TIME,
          "2s",
          "After this time a probe is lost.",
          "MONITORING_NETWORK_TIMEOUT");
  static final Key<Integer> TCP_PORT =
      fixed(
          "thresholds.latency_ms.tcp_port",
          Forms.whole(1, 65_535),
          "53",
          "Port of the TCP connect that stands in where ICMP is not allowed.");

  static final Map<Subsystem, Key<Duration>> REFRESH = refresh();
  static final Map<Signal, SignalKeys> SIGNALS = signals();

  private static final Map<String, Key<?>> BY_PATH = byPath();

  private Keys() {}

  /** In the order of the documents. */
  static List<Key<?>> all() {
    return List.copyOf(BY_PATH.values());
  }

  /** Null where no setting has this path. */
  static @Nullable Key<?> find(String path) {
    return BY_PATH.get(path);
  }

  /** What may stand directly below {@code path}; empty if it is no group. */
  static List<String> children(String path) {
    String prefix = path.isEmpty() ? "" : path + ".";
    TreeSet<String> names = new TreeSet<>();
    for (String known : BY_PATH.keySet()) {
      if (known.startsWith(prefix)) {
        int dot = known.indexOf('.', prefix.length());
        names.add(known.substring(prefix.length(), dot < 0 ? known.length() : dot));
      }
    }
    return List.copyOf(names);
  }

  private static <T> Key<T> of(
      String path, Form<T> form, String standard, String description, String... variables) {
    return new Key<>(path, form, standard, whole(form, variables), description, false);
  }

  /** One that a reload can't apply. */
  private static <T> Key<T> fixed(
      String path, Form<T> form, String standard, String description, String... variables) {
    return new Key<>(path, form, standard, whole(form, variables), description, true);
  }

  private static List<Variable> whole(Form<?> form, String... variables) {
    List<Variable> all = new ArrayList<>();
    for (String name : variables) {
      all.add(Variable.of(name, form.unit()));
    }
    return List.copyOf(all);
  }

  private static Key<Path> root(String name, String standard, String description) {
    return new Key<>("path." + name, Forms.FOLDER, standard, List.of(), description, true);
  }

  private static Map<Subsystem, Key<Duration>> refresh() {
    Map<Subsystem, Key<Duration>> keys = new EnumMap<>(Subsystem.class);
    for (Subsystem subsystem : Subsystem.values()) {
      String standard =
          switch (subsystem) {
            case CPU -> "1s";
            case NETWORK -> "2s";
            case MEMORY, PING, LATENCY, OWN -> "5s";
            case DISK, PROCESSES -> "10s";
            case TEMPERATURE -> "30s";
          };
      keys.put(
          subsystem,
          of(
              "refresh." + subsystem.key(),
              Forms.duration(Duration.ZERO),
              standard,
              "Age at which the last reading is taken anew; 0s = in every cycle.",
              "MONITORING_METRIC_INTERVAL_" + subsystem.key().toUpperCase(Locale.ROOT)));
    }
    return keys;
  }

  private static Map<Signal, SignalKeys> signals() {
    Map<Signal, SignalKeys> keys = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      keys.put(signal, SignalKeys.of(signal));
    }
    return keys;
  }

  private static Map<String, Key<?>> byPath() {
    List<Key<?>> keys =
        new ArrayList<>(List.of(INTERVAL, CYCLES, CYCLE_MODE, CYCLE_TIME, VERBOSITY, LANGUAGE));
    keys.addAll(List.of(PROCFS, SYSFS, ROOTFS, LOG_ROOT, CACHE, LOG_LEVEL, LOG_MAX_SIZE));
    keys.addAll(List.of(LOG_MAX_FILE_SIZE, ROTATE_AFTER, COMPRESS_AFTER, KEEP, SAFE_ROTATE_AFTER));
    keys.addAll(List.of(KEEP_SAFE, SUMMARY_EVERY, SUMMARY_WINDOW, AVERAGE_WINDOW));
    keys.addAll(List.of(HTTP_ENABLED, HTTP_LISTEN, HTTP_ALLOWED_HOSTS));
    keys.addAll(REFRESH.values());
    for (SignalKeys signal : SIGNALS.values()) {
      keys.addAll(signal.all());
      if (signal.signal() == Signal.LATENCY) {
        keys.addAll(List.of(TARGETS, PROBE_TIMEOUT, TCP_PORT));
      }
    }
    keys.addAll(TreatmentKeys.all());
    Map<String, Key<?>> byPath = new LinkedHashMap<>();
    keys.forEach(key -> byPath.put(key.path(), key));
    return byPath;
  }
}
