package io.github.vigia.kernel;

import java.io.IOException;

/** A file of the kernel is not as documented. The message says what was expected, and where. */
public final class MalformedException extends IOException {

  private static final long serialVersionUID = 1;

  public MalformedException(String message) {
    super(message);
  }
}
