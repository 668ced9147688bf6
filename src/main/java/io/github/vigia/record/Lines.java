package io.github.vigia.record;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a stream of bytes, one at a time in a buffer that is used again. A line longer than any
 * record is passed over, so that memory stays bounded whatever the file holds. At the end of a file
 * that grows it may be asked again later.
 */
final class Lines implements Closeable {

  /** More than any line that is written here. */
  static final int LONGEST = 1 << 20;

  private final InputStream in;
  private final byte[] chunk = new byte[1 << 14];
  private int at;
  private int end;
  private byte[] line = new byte[1 << 12];
  private int length;
  private boolean tooLong;
  private boolean whole;
  private long offset;

  /** Lines of {@code in}, which is closed with this. */
  Lines(InputStream in) {
    this.in = in;
  }

  /** Goes to the next whole line; false if there is none, or not yet. */
  boolean next() throws IOException {
    if (whole) {
      length = 0;
      tooLong = false;
      whole = false;
    }
    while (!whole) {
      if (at == end && !fill()) {
        return false;
      }
      take();
    }
    return true;
  }

  private boolean fill() throws IOException {
    int read = in.read(chunk, 0, chunk.length);
    at = 0;
    end = Math.max(read, 0);
    return read > 0;
  }

  private void take() {
    int stop = at;
    while (stop < end && chunk[stop] != '\n') {
      stop++;
    }
    keep(stop - at);
    offset += stop - at;
    at = stop;
    if (stop < end) {
      at++;
      offset++;
      whole = true;
    }
  }

  private void keep(int count) {
    if (tooLong || length + count > LONGEST) {
      tooLong = true;
      return;
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
    }
    System.arraycopy(chunk, at, line, length, count);
    length += count;
  }

  /** The line, of which {@link #length} bytes count, without its line feed. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /** Whether this line was passed over. */
  boolean isTooLong() {
    return tooLong;
  }

  /** Bytes from where the stream began to the end of this line, its line feed included. */
  long offset() {
    return offset;
  }

  /** Whether the stream ended within a line, as far as it has been read. */
  boolean isTorn() {
    return !whole && (length > 0 || tooLong);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
