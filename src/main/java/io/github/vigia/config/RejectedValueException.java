package io.github.vigia.config;

/** A value that a setting can't take; the reason says what was found and what was expected. */
final class RejectedValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  RejectedValueException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
