package io.github.vigia.expose;

import java.io.IOException;

/** Another agent holds the folder of state files: two would tread on each other's toes. */
public final class OtherAgentException extends IOException {

  private static final long serialVersionUID = 1L;

  OtherAgentException(String message) {
    super(message);
  }
}
