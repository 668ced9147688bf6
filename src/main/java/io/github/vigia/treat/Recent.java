package io.github.vigia.treat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

  boolean isEmpty() {
    return count == 0;
  }

  /** The same values, which later ones don't change. */
  Recent copy() {
    Recent copy = new Recent(values.length);
    System.arraycopy(values, 0, copy.values, 0, values.length);
    copy.count = count;
    return copy;
  }

  /** All of them, the oldest first. */
  List<Double> all() {
    List<Double> all = new ArrayList<>();
    for (int i = Math.max(0, count - values.length); i < count; i++) {
      all.add(values[i % values.length]);
    }
    return all;
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
