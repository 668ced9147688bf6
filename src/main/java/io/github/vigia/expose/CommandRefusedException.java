package io.github.vigia.expose;

import java.util.Locale;

/** A command of the control socket that can't be done; the message says why. */
public final class CommandRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is, by which the command line chooses its exit code. */
  public enum Kind {
    /** The words of the command make no sense together. */
    USAGE,
    /** There is no such thing as it names. */
    DATA,
    /** A gate holds it back. */
    HELD_BACK,
    /** This agent can't do it at all. */
    UNAVAILABLE;

    /** As in the answer: {@code held_back}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;

  public CommandRefusedException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
