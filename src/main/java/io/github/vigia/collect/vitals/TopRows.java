package io.github.vigia.collect.vitals;

/** The few rows with the highest scores, highest first. */
final class TopRows {

  private final int[] rows;
  private final double[] scores;
  private int size;

  TopRows(int most) {
    this.rows = new int[most];
    this.scores = new double[most];
  }

  void clear() {
    size = 0;
  }

  /** Takes the row in if its score is above zero and among the highest; NaN never is. */
  void offer(int row, double score) {
    if (!(score > 0) || (size == rows.length && score <= scores[size - 1])) {
      return;
    }
    int at = size < rows.length ? size++ : size - 1;
    while (at > 0 && scores[at - 1] < score) {
      rows[at] = rows[at - 1];
      scores[at] = scores[at - 1];
      at--;
    }
    rows[at] = row;
    scores[at] = score;
  }

  int size() {
    return size;
  }

  int row(int index) {
    return rows[index];
  }

  boolean contains(int row) {
    for (int i = 0; i < size; i++) {
      if (rows[i] == row) {
        return true;
      }
    }
    return false;
  }
}
