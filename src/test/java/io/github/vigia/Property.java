package io.github.vigia;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Runs a property on many random cases; a failure names the seed that repeats it alone. */
public final class Property {

  private static final int TRIES = 500;

  private Property() {}

  public static void forAll(Consumer<RandomGenerator> property) {
    Long only = Long.getLong("property.seed");
    long first = only != null ? only : System.nanoTime();
    for (long seed = first; seed < first + (only != null ? 1 : TRIES); seed++) {
      try {
        property.accept(new SplittableRandom(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("fails with -Dproperty.seed=" + seed, e);
      }
    }
  }
}
