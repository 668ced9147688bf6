package io.github.vigia.collect.vitals;

import io.github.vigia.kernel.FilesystemStatistics;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The question to one mount how full it is, with its last answer. {@link Inquiries} guards it. */
final class Inquiry {

  final String path;

  /** Whether the question has been put and not been answered. */
  boolean pending;

  long askedAt;

  /** When the question that was answered last was put. */
  long answerOf;

  /** Whether it has been reported that no answer came. */
  boolean toldSilent;

  @Nullable FilesystemStatistics statistics;
  @Nullable IOException failure;

  Inquiry(String path) {
    this.path = path;
  }

  boolean isAnswered() {
    return statistics != null || failure != null;
  }
}
