package io.github.vigia.evaluate;

/** Mean of the values so far: a running one, so that no sum can overflow. */
final class Mean {

  private double value;
  private long count;

  void add(double more) {
    add(more, 1);
  }

  void add(Mean other) {
    add(other.value, other.count);
  }

  double value() {
    return value;
  }

  long count() {
    return count;
  }

  private void add(double mean, long weight) {
    count += weight;
    value += (mean - value) * ((double) weight / count);
  }
}
