package io.github.vigia.treat;

import java.security.SecureRandom;
import java.util.UUID;

/** Ids that sort by the time at which they were made: UUID version 7, RFC 9562. */
final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static String next() {
    return at(System.currentTimeMillis());
  }

  static String at(long millis) {
    long high = (millis << 16) | 0x7000 | (RANDOM.nextInt() & 0xfff);
    long low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
