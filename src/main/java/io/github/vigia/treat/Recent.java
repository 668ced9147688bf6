package io.github.vigia.treat;

import java.util.Arrays;

/** The last few values of a signal. Owned by one thread. */
final class Recent {

  private final double[] values;
  private int count;

  Recent(int size) {
    this.values = new double[size];
  }

  void add(double value) {
    values[count % values.length] = value;
    count++;
  }

  /** The middle one; the higher of the two middle ones where they are even in number. */
  double median() {
    double[] sorted = sorted();
    return sorted[sorted.length / 2];
  }

  /** Median absolute deviation from the median: a measure of noise that outliers don't move. */
  double deviation() {
    double median = median();
    double[] distances = sorted();
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.abs(distances[i] - median);
    }
    Arrays.sort(distances);
    return distances[distances.length / 2];
  }

  private double[] sorted() {
    if (count == 0) {
      throw new IllegalStateException("no value yet");
    }
    double[] sorted = Arrays.copyOf(values, Math.min(count, values.length));
    Arrays.sort(sorted);
    return sorted;
  }
}
