package io.github.vigia.treat;

import java.util.List;

/**
 * What a step would do, found without doing it.
 *
 * @param helps whether it is worth doing: it would do at least the least effect that counts
 * @param summary one sentence: what would be done, or why nothing
 * @param amount of what it would do, in the unit of {@link Effect#direct}
 * @param items the things it would touch, exactly; bounded by {@link #MOST_ITEMS}, and what is left
 *     out is said in the summary
 */
public record Preview(boolean helps, String summary, double amount, List<String> items) {

  /** No list that a person is asked to approve is longer. */
  public static final int MOST_ITEMS = 1_000;

  /** There is nothing to do, or nothing that would help. */
  public static Preview nothing(String why) {
    return new Preview(false, why, 0, List.of());
  }
}
