package io.github.vigia.collect.vitals;

import io.github.vigia.kernel.SysAttribute;
import java.io.IOException;

/** One temperature sensor; the kernel counts in thousandths of a degree Celsius. */
final class Sensor implements AutoCloseable {

  /** Whether it tells the temperature of the CPU, from no to best. */
  enum Rank {
    OTHER,
    /** The mainboard's idea of it. */
    LAST_RESORT,
    CPU
  }

  private static final long COLDEST = -40_000;
  private static final long HOTTEST = 150_000;

  /** How far from 0 a sensor may have been in the look before for 0 to be a temperature. */
  private static final long NEAR_ZERO = 5_000;

  private static final double PER_DEGREE = 1e3;

  private final String name;
  private final Rank rank;
  private final SysAttribute input;
  private boolean everPlausible;
  private long last;

  Sensor(String name, Rank rank, SysAttribute input) {
    this.name = name;
    this.rank = rank;
    this.input = input;
  }

  String name() {
    return name;
  }

  /** Whether it is the same file under the same name. */
  boolean isSameAs(Sensor other) {
    return name.equals(other.name) && input.path().equals(other.input.path());
  }

  Rank rank() {
    return rank;
  }

  /** Whether it has told a temperature before, so that it is a fault if it tells none. */
  boolean everPlausible() {
    return everPlausible;
  }

  /**
   * Degrees Celsius, or NaN where it says what can't be: at most -40, at least 150, or exactly 0
   * where it was not near 0 before, as broken sensors do.
   */
  double celsius() throws IOException {
    long read = input.number();
    boolean stuck = read == 0 && !(everPlausible && Math.abs(last) <= NEAR_ZERO);
    if (read <= COLDEST || read >= HOTTEST || stuck) {
      return Double.NaN;
    }
    everPlausible = true;
    last = read;
    return read / PER_DEGREE;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
