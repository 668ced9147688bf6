package io.github.vigia.kernel;

/**
 * One of {@code /proc/pressure/{cpu,memory,io}}: the share of time in which some task, or all of
 * them, waited for the resource. Percentages of 0 to 100. Filled anew by each {@link #parse}.
 * Kernel document: accounting/psi.
 */
public final class Pressure {

  private final Line some = new Line();
  private final Line full = new Line();
  private boolean hasFull;

  /** Averages over 10, 60 and 300 seconds, and the sum in microseconds since boot. */
  public static final class Line {

    private double average10;
    private double average60;
    private double average300;
    private long totalMicros;

    private void parse(Text text) throws MalformedException {
      average10 = percent(text, " avg10=");
      average60 = percent(text, " avg60=");
      average300 = percent(text, " avg300=");
      expect(text, " total=");
      totalMicros = text.number();
    }

    public double average10() {
      return average10;
    }

    public double average60() {
      return average60;
    }

    public double average300() {
      return average300;
    }

    public long totalMicros() {
      return totalMicros;
    }
  }

  public void parse(Text text) throws MalformedException {
    expect(text, "some");
    some.parse(text);
    hasFull = text.nextLine();
    if (hasFull) {
      expect(text, "full");
      full.parse(text);
    }
  }

  public Line some() {
    return some;
  }

  /** Whether there is a second line; kernels before 5.13 have none for the CPU. */
  public boolean hasFull() {
    return hasFull;
  }

  public Line full() {
    return full;
  }

  private static double percent(Text text, String key) throws MalformedException {
    expect(text, key);
    double percent = text.decimal();
    if (!(percent >= 0 && percent <= 100)) {
      throw text.expected("a percentage of 0 to 100 before this");
    }
    return percent;
  }

  private static void expect(Text text, String word) throws MalformedException {
    if (!text.skip(word)) {
      throw text.expected("'" + word.strip() + "'");
    }
  }
}
