package io.github.vigia.treat;

import java.time.Instant;

/**
 * One moment on both clocks.
 *
 * @param at wall clock: for people
 * @param nanos monotonic clock: for waiting
 */
record Moment(Instant at, long nanos) {

  static Moment now() {
    return new Moment(Instant.now(), System.nanoTime());
  }
}
