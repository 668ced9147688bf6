package io.github.vigia.config;

import java.util.Map;

/**
 * The original had two HTTP services, each with an ENABLE, an ADDR and a PORT; both sets of names
 * mean the one server there is now. The service's come first, except where they say no and the
 * exporter's say yes.
 */
final class HttpPair {

  static final String SERVICE = "MONITORING_HTTP_";
  static final String EXPORTER = "MONITORING_EXPORTER_";

  private HttpPair() {}

  /** Takes out the set that is switched off while the other is switched on: it says nothing. */
  static void settle(Map<String, Assignment> variables) {
    if (isSaid(variables, SERVICE, "true") && isSaid(variables, EXPORTER, "false")) {
      remove(variables, EXPORTER);
    } else if (isSaid(variables, SERVICE, "false") && isSaid(variables, EXPORTER, "true")) {
      remove(variables, SERVICE);
    }
  }

  private static boolean isSaid(Map<String, Assignment> variables, String prefix, String said) {
    Assignment variable = variables.get(prefix + "ENABLE");
    try {
      return variable != null && Forms.SWITCH.canonical(variable.value()).equals(said);
    } catch (RejectedValueException _) {
      // Reported where the variable is applied.
      return false;
    }
  }

  private static void remove(Map<String, Assignment> variables, String prefix) {
    variables.remove(prefix + "ENABLE");
    variables.remove(prefix + "ADDR");
    variables.remove(prefix + "PORT");
  }
}
