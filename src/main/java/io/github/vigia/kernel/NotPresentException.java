package io.github.vigia.kernel;

import java.io.IOException;

/** This host has no such thing; nothing has failed. */
public final class NotPresentException extends IOException {

  private static final long serialVersionUID = 1;

  public NotPresentException(String what) {
    super(what);
  }
}
