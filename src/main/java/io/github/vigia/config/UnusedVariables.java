package io.github.vigia.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of the original system that this version knows and has no use for yet. They are told, and
 * their values are looked at all the same.
 */
enum UnusedVariables {
  LOKI_URL("LOKI_URL", Value.URL),
  LOKI_LABELS("LOKI_LABELS", Value.ANY),
  SUSTAINED("MONITORING_SUSTAINED_CRIT_SECONDS", Value.NUMBER),
  SUSTAINED_SHORT("MONITORING_SUSTAINED_CRIT_SEC", Value.NUMBER),
  MIN_CRITICAL("MONITORING_MIN_CRITICAL_ALERTS", Value.NUMBER),
  POST_TREATMENT_WAIT("MONITORING_POST_TREATMENT_WAIT_SEC", Value.NUMBER),
  CLEANUP_AGE("MONITORING_CLEANUP_TEMP_AGE_DAYS", Value.NUMBER),
  NETWORK_HOUR("NETWORK_TREATMENT_ALLOWED_HOUR", Value.HOUR),
  COOLDOWN_CLEANUP("MONITORING_TREATMENT_COOLDOWN_CLEANUP_TEMP_FILES", Value.NUMBER),
  COOLDOWN_DISK("MONITORING_TREATMENT_COOLDOWN_CHECK_DISK_USAGE", Value.NUMBER),
  COOLDOWN_TRIM("MONITORING_TREATMENT_COOLDOWN_TRIM_PROCESS", Value.NUMBER),
  COOLDOWN_TRIM_FULL("MONITORING_TREATMENT_COOLDOWN_TRIM_PROCESS_WORKING_SET", Value.NUMBER),
  COOLDOWN_REAP("MONITORING_TREATMENT_COOLDOWN_REAP_ZOMBIE", Value.NUMBER),
  COOLDOWN_REAP_FULL("MONITORING_TREATMENT_COOLDOWN_REAP_ZOMBIE_PROCESSES", Value.NUMBER),
  COOLDOWN_NETWORK("MONITORING_TREATMENT_COOLDOWN_REAPPLY_NETWORK", Value.NUMBER),
  COOLDOWN_NETWORK_FULL("MONITORING_TREATMENT_COOLDOWN_REAPPLY_NETWORK_CONFIG", Value.NUMBER),
  MEMORY_USED("MONITORING_THRESHOLD_MEMORY_USED_BYTES", Value.LEVELS),
  MEMORY_TOTAL("MONITORING_THRESHOLD_MEMORY_TOTAL_BYTES", Value.LEVELS),
  DISK_USED("MONITORING_THRESHOLD_DISK_USED_BYTES", Value.LEVELS),
  DISK_TOTAL("MONITORING_THRESHOLD_DISK_TOTAL_BYTES", Value.LEVELS);

  private enum Value {
    ANY,
    NUMBER,
    HOUR,
    URL,
    /** Three names: with _WARNING, _CRITICAL and _CRIT. */
    LEVELS
  }

  private final String name;
  private final Value value;

  UnusedVariables(String name, Value value) {
    this.name = name;
    this.value = value;
  }

  List<String> names() {
    return value == Value.LEVELS
        ? List.of(name + "_WARNING", name + "_CRITICAL", name + "_CRIT")
        : List.of(name);
  }

  static List<String> allNames() {
    List<String> names = new ArrayList<>();
    for (UnusedVariables unused : values()) {
      names.addAll(unused.names());
    }
    return names;
  }

  /** Throws {@link RejectedValueException} if {@code text} could never be right. */
  void check(String text) {
    switch (value) {
      case ANY -> {}
      case NUMBER -> number(text);
      case LEVELS -> Forms.level(Unit.BYTES).parse(Numbers.isBare(text) ? text + "B" : text);
      case HOUR -> hour(text);
      case URL -> url(text);
    }
  }

  private static void number(String text) {
    Numbers.Quantity quantity = Numbers.quantity(text);
    if (quantity == null
        || !quantity.unit().isEmpty()
        || quantity.amount().compareTo(BigDecimal.ZERO) < 0) {
      throw Form.rejected("a number of 0 or more", text, "");
    }
  }

  private static void hour(String text) {
    if (!text.equalsIgnoreCase("none") && Forms.whole(text, "00 to 23 or NONE", text) > 23) {
      throw Form.rejected("00 to 23 or NONE", text, "");
    }
  }

  private static void url(String text) {
    try {
      URI uri = new URI(text);
      if (List.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null) {
        return;
      }
    } catch (URISyntaxException _) {
      // Falls through to the one message for all that is no URL.
    }
    throw Form.rejected("an http or https URL", text, "");
  }
}
