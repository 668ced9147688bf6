package io.github.vigia.config;

/** How bad a problem of the configuration is. */
public enum Severity {
  /** Nothing can be started with it. */
  ERROR("error"),
  /** A wrong value of a variable: what stood before is used, and {@code config check} fails. */
  INVALID("warning"),
  /** Worth saying, nothing more. */
  WARNING("warning");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /** How it is printed. */
  public String label() {
    return label;
  }

  /** Whether nothing can be started. */
  public boolean stops() {
    return this == ERROR;
  }

  /** Whether {@code config check} must not say that all is well. */
  public boolean failsCheck() {
    return this != WARNING;
  }
}
