package io.github.vigia.cli;

/** Ends a command with a message on stderr and an exit code, without a stack trace. */
final class CommandException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * @param message as it is printed, of one line or several
   */
  CommandException(int code, String message) {
    super(message);
    this.code = code;
  }

  static CommandException of(int code, String sentence) {
    return new CommandException(code, "vigia: error: " + sentence);
  }

  int code() {
    return code;
  }
}
