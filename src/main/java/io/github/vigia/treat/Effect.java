package io.github.vigia.treat;

import java.util.List;

/**
 * What a step did.
 *
 * @param direct how much, in {@code unit}: bytes freed, processes gone, routes restored; 0 =
 *     nothing
 * @param unit of {@code direct}, in the plural: {@code bytes}, {@code processes}, {@code routes}
 * @param summary one sentence
 * @param details further lines for the record, each one thing
 */
public record Effect(double direct, String unit, String summary, List<String> details) {

  /** It ran and there was nothing to do. */
  public static Effect none(String why) {
    return new Effect(0, "", why, List.of());
  }
}
