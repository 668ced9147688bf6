package io.github.vigia.expose;

import java.io.IOException;

/** No agent listens at the control socket. */
public final class AgentNotRunningException extends IOException {

  private static final long serialVersionUID = 1L;

  AgentNotRunningException(String message) {
    super(message);
  }
}
