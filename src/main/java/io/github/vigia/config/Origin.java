package io.github.vigia.config;

/**
 * Where a value comes from.
 *
 * @param place file as the user would name it; name of the variable; empty for defaults and flags
 * @param line from 1; 0 where there is none
 * @param column from 1, in code points; 0 where there is none
 * @param length of the value, in code points
 * @param sourceLine the whole line; empty where there is none
 * @param variable the variable that set it; empty where none did
 */
public record Origin(
    Layer layer,
    String place,
    int line,
    int column,
    int length,
    String sourceLine,
    String variable) {

  /** The place of what the command line says. */
  public static final String COMMAND_LINE = "command line";

  /** Of what nobody set. */
  public static final Origin DEFAULT = new Origin(Layer.DEFAULT, "", 0, 0, 0, "", "");

  /** The sources of settings, from the weakest to the strongest. */
  public enum Layer {
    DEFAULT,
    FILE,
    /** {@code .env}; the strongest but for flags where MONITORING_ENV_FILE names it. */
    ENV_FILE,
    ENVIRONMENT,
    FLAG
  }

  static Origin environment(String variable) {
    return new Origin(Layer.ENVIRONMENT, "environment", 0, 0, 0, "", variable);
  }

  static Origin flag() {
    return new Origin(Layer.FLAG, COMMAND_LINE, 0, 0, 0, "", "");
  }

  /** {@code default}, {@code vigia.yaml:7}, {@code MONITORING_CYCLES}, {@code command line}. */
  public String text() {
    return switch (layer) {
      case DEFAULT -> "default";
      case FILE -> place + ":" + line;
      case ENV_FILE -> place + ":" + line + " " + variable;
      case ENVIRONMENT -> "environment " + variable;
      case FLAG -> place;
    };
  }

  boolean isVariable() {
    return !variable.isEmpty();
  }

  ConfigProblem problem(Severity severity, String message) {
    return new ConfigProblem(severity, place, line, column, length, message, sourceLine);
  }
}
