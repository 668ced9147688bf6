package io.github.vigia.record;

import java.io.IOException;

/** A line is not a record of the journal. The message says what was expected, and where. */
public final class MalformedRecordException extends IOException {

  private static final long serialVersionUID = 1;

  MalformedRecordException(String message) {
    super(message);
  }

  MalformedRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
