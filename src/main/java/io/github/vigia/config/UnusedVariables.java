package io.github.vigia.config;

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
  MEMORY_USED("MONITORING_THRESHOLD_MEMORY_USED_BYTES", Value.LEVELS),
  MEMORY_TOTAL("MONITORING_THRESHOLD_MEMORY_TOTAL_BYTES", Value.LEVELS),
  DISK_USED("MONITORING_THRESHOLD_DISK_USED_BYTES", Value.LEVELS),
  DISK_TOTAL("MONITORING_THRESHOLD_DISK_TOTAL_BYTES", Value.LEVELS);

  private enum Value {
    ANY,
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
      case LEVELS -> Forms.level(Unit.BYTES).parse(Numbers.isBare(text) ? text + "B" : text);
      case URL -> url(text);
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
