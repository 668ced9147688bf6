package io.github.vigia.cli;

import io.github.vigia.config.Durations;
import java.time.Duration;

/** Times that people give to commands. */
final class Times {

  private Times() {}

  /**
   * @param option that it was given to
   */
  static Duration parse(String option, String text) throws CommandException {
    try {
      return Durations.of(text);
    } catch (IllegalArgumentException e) {
      throw CommandException.of(ExitCode.USAGE, option + ": " + e.getMessage());
    }
  }
}
