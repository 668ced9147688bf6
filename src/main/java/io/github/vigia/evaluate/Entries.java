package io.github.vigia.evaluate;

/**
 * When a condition last entered CRITICAL, newest first, and whether that was so often that it is
 * flapping: four times within an hour, until an hour has passed without. All times are nanoseconds
 * of the condition's own clock, that starts at 0.
 */
record Entries(long last, long second, long third, boolean flapping) {

  static final long HOUR = 3_600_000_000_000L;

  static final Entries NONE = new Entries(-HOUR, -HOUR, -HOUR, false);

  /** One more entry, at {@code now}. */
  Entries with(long now) {
    boolean often = flapping || now - third < HOUR;
    return new Entries(/* last= */ now, /* second= */ last, /* third= */ second, often);
  }

  /** As they are at {@code now}. */
  Entries at(long now) {
    return flapping && now - last >= HOUR ? new Entries(last, second, third, false) : this;
  }
}
