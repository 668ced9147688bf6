package io.github.vigia.model;

/** How a condition or the host is, from best to worst. */
public enum State {
  STABLE(0),
  /** No fresh reading for too long, so nothing can be said. */
  UNKNOWN(3),
  WARNING(1),
  CRITICAL(2);

  private final int code;

  State(int code) {
    this.code = code;
  }

  /** Value of {@code vigia_state} and exit code of {@code vigia check}: 0, 1, 2, 3. */
  public int code() {
    return code;
  }

  public State worst(State other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
