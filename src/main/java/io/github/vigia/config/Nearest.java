package io.github.vigia.config;

import java.util.Collection;
import java.util.Locale;

/** The known name that a mistyped one most likely meant. */
final class Nearest {

  /** Beyond it nothing is a slip of the hand, and the comparison would only cost time. */
  private static final int MAX_LENGTH = 100;

  private Nearest() {}

  /** Empty where no name is near: at most a third of the letters may differ. */
  static String of(String name, Collection<String> known) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return "";
    }
    String lower = name.toLowerCase(Locale.ROOT);
    int least = Math.max(1, name.length() / 3) + 1;
    String nearest = "";
    for (String candidate : known) {
      int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Letters to insert, drop, replace or swap with their neighbour (optimal string alignment). */
  static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int differs = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + differs, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[left.length()][right.length()];
  }
}
