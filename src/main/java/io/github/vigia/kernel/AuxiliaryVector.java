package io.github.vigia.kernel;

import java.nio.ByteOrder;

/**
 * {@code /proc/self/auxv} of a 64-bit program: what the kernel told it at its start. See getauxval
 * (3).
 *
 * @param pageBytes size of a page of memory
 * @param ticksPerSecond unit in which the kernel counts CPU time
 */
public record AuxiliaryVector(long pageBytes, long ticksPerSecond) {

  /** AT_PAGESZ. */
  static final int PAGE_SIZE = 6;

  private static final int CLOCK_TICKS = 17;
  private static final int ENTRY = 2 * Long.BYTES;

  public static AuxiliaryVector parse(Text text) throws MalformedException {
    return new AuxiliaryVector(entry(text, PAGE_SIZE), entry(text, CLOCK_TICKS));
  }

  /** The value of the first entry of a type that is above 0. */
  static long entry(Text text, long type) throws MalformedException {
    for (int at = 0; at + ENTRY <= text.length(); at += ENTRY) {
      if (word(text, at) == type) {
        long value = word(text, at + Long.BYTES);
        if (value > 0) {
          return value;
        }
      }
    }
    throw new MalformedException(
        "auxiliary vector of %d bytes: expected an entry %d above 0"
            .formatted(text.length(), type));
  }

  private static long word(Text text, int at) {
    boolean little = ByteOrder.nativeOrder().equals(ByteOrder.LITTLE_ENDIAN);
    long word = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      word = (word << 8) | (text.byteAt(little ? at + Long.BYTES - 1 - i : at + i) & 0xff);
    }
    return word;
  }
}
