package io.github.vigia.treat.action;

/**
 * How much there is of each age, without remembering the things themselves: a full {@code /tmp} has
 * more of them than a small heap has bytes. Ages count from the limit of a sweep; each class of age
 * is a twelfth wider than the one before.
 */
final class Ages {

  /** Classes of one doubling of the age. */
  private static final int FINENESS = 8;

  /** Enough for two centuries, in minutes. */
  private static final int CLASSES = 27 * FINENESS;

  private final long olderThan;
  private final long[] entries = new long[CLASSES];
  private final long[] bytes = new long[CLASSES];

  /**
   * @param olderThan seconds since the epoch: everything that is added is older
   */
  Ages(long olderThan) {
    this.olderThan = olderThan;
  }

  void add(long newest, long moreEntries, long moreBytes) {
    int index = index(newest);
    entries[index] += moreEntries;
    bytes[index] += moreBytes;
  }

  private int index(long newest) {
    double minutes = (double) Math.max(0, olderThan - newest) / 60;
    double doublings = Math.log(minutes + 1) / Math.log(2);
    return Math.clamp((long) (doublings * FINENESS), 0, CLASSES - 1);
  }

  /**
   * The limit such that what is older holds at least so much, the oldest first; the limit of the
   * whole if there is not that much.
   *
   * @param byEntries whether {@code enough} counts entries, not bytes
   */
  long limitFor(double enough, boolean byEntries) {
    double sum = 0;
    for (int i = CLASSES - 1; i > 0; i--) {
      sum += (double) (byEntries ? entries[i] : bytes[i]);
      if (sum >= enough) {
        return olderThan - youngest(i);
      }
    }
    return olderThan;
  }

  /** Seconds before the limit that are surely in a class, and surely not in an older one. */
  private static long youngest(int index) {
    return (long) Math.floor((Math.pow(2, (double) index / FINENESS) - 1) * 60);
  }

  /** How many entries are older than a limit that {@link #limitFor} gave. */
  long entriesOlderThan(long limit) {
    return sum(entries, limit);
  }

  long bytesOlderThan(long limit) {
    return sum(bytes, limit);
  }

  private long sum(long[] amounts, long limit) {
    long sum = 0;
    for (int i = CLASSES - 1; i >= 0; i--) {
      if (i > 0 && olderThan - youngest(i) > limit) {
        break;
      }
      if (i == 0 && limit < olderThan) {
        break;
      }
      sum += amounts[i];
    }
    return sum;
  }
}
