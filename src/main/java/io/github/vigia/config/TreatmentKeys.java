package io.github.vigia.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The keys of healing: {@code treatments.mode} and its neighbours, and those of each treatment. The
 * engine takes them when it starts.
 */
final class TreatmentKeys {

  private static final String[] MODES = {"off", "observe", "dry-run", "approve", "auto"};
  private static final Form<String> MODE = Forms.word(MODES);
  private static final String COOLDOWN = "MONITORING_TREATMENT_COOLDOWN_";

  /** The names that the original system's variables have for a treatment, besides its id. */
  private static final Map<String, String> SHORT =
      Map.of(
          "trim_process_working_set", "TRIM_PROCESS",
          "reap_zombie_processes", "REAP_ZOMBIE",
          "reapply_network_config", "REAPPLY_NETWORK");

  /** The keys that every treatment has. */
  record Each(Key<String> mode, Key<Optional<Duration>> cooldown) {}

  static final Key<String> GLOBAL_MODE =
      of(
          "mode",
          MODE,
          "auto",
          "The most that any treatment may do by itself: off, observe, dry-run, approve or auto.");
  static final Key<Duration> SUSTAINED =
      of(
          "sustained",
          Forms.duration(Duration.ZERO),
          "5m",
          "How long a condition must be critical before its first treatment.",
          "MONITORING_SUSTAINED_CRIT_SECONDS",
          "MONITORING_SUSTAINED_CRIT_SEC");
  static final Key<Integer> MIN_CRITICAL =
      of(
          "min_critical_alerts",
          Forms.whole(1, 999),
          "1",
          "How many conditions must be critical before anything is treated.",
          "MONITORING_MIN_CRITICAL_ALERTS");
  static final Key<Duration> POST_WAIT =
      of(
          "post_treatment_wait",
          Forms.duration(Duration.ZERO),
          "10s",
          "Time from the end of a treatment to the first look that is kept in its history.",
          "MONITORING_POST_TREATMENT_WAIT_SEC");
  static final Key<Path> KILL_SWITCH =
      of(
          "kill_switch",
          Forms.FOLDER,
          "/etc/vigia/NO_TREATMENTS",
          "While there is such a file, nothing is treated.");
  static final Key<Duration> GRACE =
      of(
          "grace",
          Forms.duration(Duration.ZERO),
          "1m",
          "Time after the start of the agent in which nothing is treated.");
  static final Key<Duration> BOOT_GRACE =
      of(
          "boot_grace",
          Forms.duration(Duration.ZERO),
          "3m",
          "Time after the start of the host in which nothing is treated.");

  static final Key<Duration> OLDER_THAN =
      new Key<>(
          "treatments.cleanup_temp_files.older_than",
          Forms.duration(Duration.ofHours(1)),
          "7d",
          List.of(Variable.of("MONITORING_CLEANUP_TEMP_AGE_DAYS", "d")),
          "Age at which a temporary file is deleted by the first step.",
          true);
  static final Key<List<Path>> ROOTS =
      of(
          "cleanup_temp_files.roots",
          Forms.FOLDERS,
          "[/tmp, /var/tmp]",
          "Folders of temporary files.");
  static final Key<Long> MAX_DELETE =
      of(
          "cleanup_temp_files.max_delete",
          Forms.SIZE,
          "20GiB",
          "Most that one run of the cleaning deletes.");
  static final Key<String> END_PARENT =
      of(
          "reap_zombie_processes.end_parent",
          MODE,
          "off",
          "How far ending the parent of zombies may go.");
  static final Key<OptionalInt> ALLOWED_HOUR =
      of(
          "reapply_network_config.allowed_hour",
          Forms.HOUR,
          "none",
          "The only hour in which a network interface may be restarted; none = never.",
          "NETWORK_TREATMENT_ALLOWED_HOUR");
  static final Key<List<String>> UNITS =
      of("restart_service.units", Forms.NAMES, "[]", "Units that may be restarted.");
  static final Key<Long> JOURNAL_SIZE =
      of(
          "vacuum_journal.max_size",
          Forms.SIZE,
          "200MB",
          "What is left of the journal of systemd, at least.");
  static final Key<List<Path>> LOG_FOLDERS =
      of("truncate_log.roots", Forms.FOLDERS, "[/var/log]", "Folders of logs that may be cut.");
  static final Key<Duration> IMAGES_OLDER_THAN =
      of(
          "prune_containers.older_than",
          Forms.duration(Duration.ofHours(1)),
          "7d",
          "Age at which an unused image of a container is deleted.");
  static final Key<List<String>> PROTECTED =
      of(
          "terminate_process.protect",
          Forms.NAMES,
          "[]",
          "Names of processes that are never ended nor slowed down, besides the built-in ones.");

  /** By the id of the treatment, in the order of the documents. */
  static final Map<String, Each> BY_ID = byId();

  private TreatmentKeys() {}

  static List<Key<?>> all() {
    List<Key<?>> keys =
        new ArrayList<>(List.of(GLOBAL_MODE, SUSTAINED, MIN_CRITICAL, POST_WAIT, KILL_SWITCH));
    keys.addAll(List.of(GRACE, BOOT_GRACE));
    List<Key<?>> options =
        List.of(
            OLDER_THAN,
            ROOTS,
            MAX_DELETE,
            END_PARENT,
            ALLOWED_HOUR,
            UNITS,
            JOURNAL_SIZE,
            LOG_FOLDERS,
            IMAGES_OLDER_THAN,
            PROTECTED);
    BY_ID.forEach((id, each) -> {
      keys.add(each.mode());
      keys.add(each.cooldown());
      options.stream()
          .filter(key -> key.path().startsWith("treatments." + id + "."))
          .forEach(keys::add);
    });
    return keys;
  }

  private static Map<String, Each> byId() {
    Map<String, Each> keys = new LinkedHashMap<>();
    for (String id :
        List.of("cleanup_temp_files", "check_disk_usage", "trim_process_working_set")) {
      keys.put(id, each(id, "auto"));
    }
    keys.put("reap_zombie_processes", each("reap_zombie_processes", "auto"));
    keys.put("reapply_network_config", each("reapply_network_config", "auto"));
    keys.put("restart_interface", each("restart_interface", "auto"));
    keys.put("heal_dns", each("heal_dns", "auto"));
    keys.put("restart_service", each("restart_service", "dry-run"));
    keys.put("vacuum_journal", each("vacuum_journal", "auto"));
    keys.put("clean_package_cache", each("clean_package_cache", "auto"));
    keys.put("truncate_log", each("truncate_log", "approve"));
    keys.put("release_deleted_files", each("release_deleted_files", "approve"));
    keys.put("prune_containers", each("prune_containers", "dry-run"));
    keys.put("compact_memory", each("compact_memory", "off"));
    keys.put("throttle_process", each("throttle_process", "dry-run"));
    keys.put("terminate_process", each("terminate_process", "approve"));
    keys.put("cap_heat", each("cap_heat", "auto"));
    keys.put("repair_readonly_filesystem", each("repair_readonly_filesystem", "approve"));
    return keys;
  }

  private static Each each(String id, String mode) {
    List<String> names = new ArrayList<>(List.of(id.toUpperCase(Locale.ROOT)));
    if (SHORT.containsKey(id)) {
      names.add(SHORT.get(id));
    }
    return new Each(
        of(id + ".mode", MODE, mode, "How far it may go by itself."),
        of(
            id + ".cooldown",
            Forms.orDuration("growing"),
            "growing",
            "Fixed time between two runs; growing = a hold that doubles with each attempt.",
            names.stream().map(name -> COOLDOWN + name).toArray(String[]::new)));
  }

  private static <T> Key<T> of(
      String name, Form<T> form, String standard, String description, String... variables) {
    List<Variable> all = new ArrayList<>();
    for (String variable : variables) {
      all.add(Variable.of(variable, form.unit()));
    }
    return new Key<>("treatments." + name, form, standard, List.copyOf(all), description, true);
  }
}
