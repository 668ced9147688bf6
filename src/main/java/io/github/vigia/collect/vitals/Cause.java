package io.github.vigia.collect.vitals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;

/** Why a reading failed, in a sentence for people. */
final class Cause {

  private Cause() {}

  static String of(IOException cause) {
    String message = cause.getMessage();
    if (cause instanceof AccessDeniedException) {
      return message + ": permission denied";
    }
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
