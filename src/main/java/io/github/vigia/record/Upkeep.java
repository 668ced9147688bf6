package io.github.vigia.record;

import io.github.vigia.config.Settings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The thread that looks after the log files: syncs what was written once a second at most, and
 * rotates once a minute, or sooner where much was written. Whatever goes wrong there costs no line.
 */
final class Upkeep implements AutoCloseable {

  private static final System.Logger logger = System.getLogger(Upkeep.class.getName());

  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final long ROTATE_EVERY = Duration.ofMinutes(1).toNanos();

  /** The file that is written may grow beyond its size by this part before it is seen. */
  private static final int PARTS = 4;

  /** A rotation that is compressing is told to end within this time. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Disk disk;
  private final ZoneId zone;
  private final InstantSource clock;
  private final List<Appender> appenders = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Settings.Logs settings;
  private volatile double bytesFound = Double.NaN;
  private volatile long bytesThen;
  private final AtomicLong rotationErrors = new AtomicLong();
  private long syncedLines = -1;
  private List<String> complaints = List.of();
  private @Nullable Thread thread;

  Upkeep(
      Disk disk,
      Settings.Logs settings,
      ZoneId zone,
      InstantSource clock,
      List<Appender> appenders) {
    this.disk = disk;
    this.settings = settings;
    this.zone = zone;
    this.clock = clock;
    this.appenders.addAll(appenders);
  }

  /** Further files of the same root; before {@link #start}. */
  void lookAfter(List<Appender> others) {
    appenders.addAll(others);
  }

  void use(Settings.Logs other) {
    settings = other;
  }

  void start() {
    thread = Thread.ofPlatform().daemon().name("record").start(this::work);
  }

  private void work() {
    long lastRotation = System.nanoTime() - ROTATE_EVERY;
    try {
      while (!ended.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        sync();
        long now = System.nanoTime();
        if (now - lastRotation >= ROTATE_EVERY || isMuchWritten()) {
          rotate();
          lastRotation = now;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all that has been written is on the disk, if there is anything new. */
  void sync() {
    long lines = 0;
    for (Appender appender : appenders) {
      lines += appender.lines();
    }
    if (lines != syncedLines) {
      syncedLines = lines;
      for (Appender appender : appenders) {
        appender.sync();
      }
    }
  }

  private boolean isMuchWritten() {
    return written() - bytesThen >= settings.maxFileBytes() / PARTS;
  }

  private long written() {
    long written = 0;
    for (Appender appender : appenders) {
      written += appender.bytes();
    }
    return written;
  }

  /** One round of maintenance; a failure is said once, until it is another one. */
  void rotate() {
    Rotation rotation = new Rotation(disk, settings, zone, appenders, this::pause);
    List<String> failures;
    try {
      failures = rotation.run(clock.instant());
      bytesThen = written();
      bytesFound = rotation.bytes();
    } catch (InterruptedIOException _) {
      // The agent ends; the next start goes on where this ended.
      return;
    } catch (IOException | RuntimeException e) {
      failures = List.of(e.toString());
    }
    rotationErrors.addAndGet(failures.size());
    if (!failures.equals(complaints) && !failures.isEmpty() && ended.getCount() > 0) {
      logger.log(
          System.Logger.Level.WARNING,
          "log files can't be rotated: " + String.join("; ", failures));
    }
    complaints = failures;
  }

  private void pause() throws InterruptedIOException {
    if (ended.getCount() == 0) {
      throw new InterruptedIOException("the agent ends");
    }
  }

  /** Failed writes, syncs and rotations. */
  long errors() {
    long errors = rotationErrors.get();
    for (Appender appender : appenders) {
      errors += appender.errors();
    }
    return errors;
  }

  /** Bytes of all files: those found at the last rotation and those written since; NaN before. */
  double bytes() {
    return bytesFound + (written() - bytesThen);
  }

  @Override
  public void close() {
    ended.countDown();
    Thread running = thread;
    if (running != null) {
      try {
        running.join(PATIENCE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
