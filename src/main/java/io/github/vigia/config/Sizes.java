package io.github.vigia.config;

import java.math.BigDecimal;

/**
 * Numbers of bytes with a compulsory unit: {@code 512MB} is 512 × 10⁶ bytes, {@code 64KiB} is 64 ×
 * 2¹⁰.
 */
enum Sizes {
  TIB("TiB", 1L << 40),
  TB("TB", 1_000_000_000_000L),
  GIB("GiB", 1L << 30),
  GB("GB", 1_000_000_000L),
  MIB("MiB", 1L << 20),
  MB("MB", 1_000_000L),
  KIB("KiB", 1L << 10),
  KB("kB", 1_000L),
  B("B", 1L);

  static final String EXPECTED = "a size with its unit, such as 512MB, 64KiB or 2GB";

  /** 2⁵³ bytes: what a double, and so a JSON reader, holds exactly. */
  private static final long MOST = 1L << 53;

  private final String unit;
  private final long bytes;

  Sizes(String unit, long bytes) {
    this.unit = unit;
    this.bytes = bytes;
  }

  static long parse(String text) {
    Numbers.Quantity quantity = Numbers.quantity(text);
    if (quantity == null || quantity.unit().isEmpty()) {
      throw Form.rejected(EXPECTED, text, quantity == null ? "" : text + "MB");
    }
    for (Sizes size : values()) {
      if (size.unit.equalsIgnoreCase(quantity.unit())) {
        BigDecimal total = quantity.amount().multiply(BigDecimal.valueOf(size.bytes));
        if (total.signum() < 0 || total.compareTo(BigDecimal.valueOf(MOST)) > 0) {
          throw new RejectedValueException(text + " is out of range: 0B to " + print(MOST));
        }
        return total.longValue();
      }
    }
    throw Form.rejected(EXPECTED, text, "");
  }

  /** In the largest unit that makes it a whole number. */
  static String print(long total) {
    for (Sizes size : values()) {
      if (total >= size.bytes && total % size.bytes == 0) {
        return total / size.bytes + size.unit;
      }
    }
    return "0B";
  }
}
