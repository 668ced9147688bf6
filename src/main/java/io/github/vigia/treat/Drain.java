package io.github.vigia.treat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads an output to its end, so that its writer never waits, and keeps the last bytes of it. */
final class Drain {

  private static final System.Logger logger = System.getLogger(Drain.class.getName());

  private final InputStream in;
  private final byte[] ring;
  private final Thread thread;
  private long total;

  Drain(InputStream in, int most) {
    this.in = in;
    this.ring = new byte[most];
    this.thread = Thread.ofVirtual().name("drain").start(this::read);
  }

  private void read() {
    byte[] buffer = new byte[8192];
    try {
      int count;
      while ((count = in.read(buffer)) >= 0) {
        keep(buffer, count);
      }
    } catch (IOException e) {
      // Closed by end(), because somebody who lives on holds the other side.
      logger.log(System.Logger.Level.DEBUG, "an output ended early", e);
    }
  }

  private synchronized void keep(byte[] bytes, int count) {
    for (int i = Math.max(0, count - ring.length); i < count; i++) {
      ring[(int) ((total + i) % ring.length)] = bytes[i];
    }
    total += count;
  }

  /** What was kept, after the end of the output or the end of {@code patience}. */
  String end(Duration patience) {
    try {
      if (!thread.join(patience)) {
        in.close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      logger.log(System.Logger.Level.DEBUG, "closing an output failed", e);
    }
    return text();
  }

  private synchronized String text() {
    int length = (int) Math.min(total, ring.length);
    byte[] kept = new byte[length];
    for (int i = 0; i < length; i++) {
      kept[i] = ring[(int) ((total - length + i) % ring.length)];
    }
    return new String(kept, StandardCharsets.UTF_8);
  }
}
