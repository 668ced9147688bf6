package io.github.vigia.expose;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closes something that blocks unless it is closed itself first; a Unix channel has no timeout. */
final class Deadline implements AutoCloseable {

  private static final Logger logger = System.getLogger(Deadline.class.getName());

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean isOver;

  Deadline(Closeable blocking, Duration limit) {
    Thread.ofVirtual().name("deadline").start(() -> watch(blocking, limit));
  }

  /** Whether the time was up before the work was done. */
  boolean isOver() {
    return isOver;
  }

  @Override
  public void close() {
    done.countDown();
  }

  private void watch(Closeable blocking, Duration limit) {
    try {
      if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        isOver = true;
        blocking.close();
      }
    } catch (IOException e) {
      logger.log(Level.DEBUG, "closing after the deadline failed", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
