package io.github.vigia.kernel;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One attribute of sysfs or one small control file: a line of at most 128 bytes, read with a single
 * read, because a driver may compute it anew, slowly, at each. It stays open. One thread.
 */
public final class SysAttribute implements AutoCloseable {

  private static final int LARGEST = 128;

  private final HostFile file;

  public SysAttribute(Path path) {
    this.file = new HostFile(path, LARGEST, true);
  }

  public Path path() {
    return file.path();
  }

  /**
   * The text as it is now, valid until the next call.
   *
   * @throws NotPresentException if there is no such attribute
   * @throws IOException if the driver refuses: EINVAL of a sensor that sleeps
   */
  public Text read() throws IOException {
    return file.read();
  }

  /** A decimal integer. */
  public long number() throws IOException {
    return read().number();
  }

  /** A hexadecimal integer with its prefix: {@code 0x1003}. */
  public long hex() throws IOException {
    Text text = read();
    if (!text.skip("0x")) {
      throw text.expected("0x");
    }
    return text.hex();
  }

  /** The line without the blanks around it; invalid UTF-8 becomes U+FFFD. */
  public String line() throws IOException {
    Text text = read();
    int to = 0;
    while (to < text.length() && text.byteAt(to) != '\n') {
      to++;
    }
    return text.slice(0, to).strip();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
