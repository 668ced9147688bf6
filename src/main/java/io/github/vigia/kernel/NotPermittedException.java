package io.github.vigia.kernel;

import java.io.IOException;

/** The thing is there, but it is not ours to use. */
public final class NotPermittedException extends IOException {

  private static final long serialVersionUID = 1;

  public NotPermittedException(String message) {
    super(message);
  }
}
