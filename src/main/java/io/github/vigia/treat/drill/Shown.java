package io.github.vigia.treat.drill;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A file of /proc that the drill's namespace sees differently: another one is mounted over it, and
 * written anew ten times a second. Always of the same length, so that no reader sees half of it.
 */
final class Shown implements AutoCloseable {

  private static final int LENGTH = 8192;
  private static final Duration EVERY = Duration.ofMillis(100);

  /** What is to be seen there, made of what really is. */
  @FunctionalInterface
  interface Text {
    String of(String real) throws IOException;
  }

  private final RandomAccessFile real;
  private final RandomAccessFile shown;
  private final Text text;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param file of /proc, for one {@code /proc/stat}
   * @param cover the file to mount over it
   */
  Shown(Path file, Path cover, Children children, Text text) throws IOException {
    this.text = text;
    this.real = new RandomAccessFile(file.toFile(), "r");
    Files.createFile(cover);
    this.shown = new RandomAccessFile(cover.toFile(), "rw");
    this.thread = Thread.ofPlatform().name("shown").daemon().unstarted(this::keep);
    try {
      write();
      children.run("mount", "--bind", cover.toString(), file.toString());
    } catch (IOException e) {
      close();
      throw e;
    }
    thread.start();
  }

  private void keep() {
    while (!closed) {
      try {
        write();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      LockSupport.parkNanos(EVERY.toNanos());
    }
  }

  private void write() throws IOException {
    byte[] content = new byte[1 << 16];
    real.seek(0);
    int length = 0;
    for (int read = 0; read >= 0 && length < content.length; length += Math.max(0, read)) {
      read = real.read(content, length, content.length - length);
    }
    String wanted = text.of(new String(content, 0, length, StandardCharsets.US_ASCII));
    StringBuilder padded = new StringBuilder(wanted);
    while (padded.length() < LENGTH) {
      padded.append('\n');
    }
    shown.seek(0);
    shown.write(padded.toString().getBytes(StandardCharsets.US_ASCII), 0, LENGTH);
  }

  @Override
  public void close() {
    closed = true;
    try {
      if (thread.isAlive()) {
        thread.join(1000);
      }
      real.close();
      shown.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
