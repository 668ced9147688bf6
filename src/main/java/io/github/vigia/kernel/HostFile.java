package io.github.vigia.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file of /proc or /sys that stays open and is read again in place: 4 µs and no garbage for
 * /proc/stat. A file that vanished is opened anew at the next read. One thread.
 */
public final class HostFile implements AutoCloseable {

  /** More than any file that is read this way; a fixture that never ends stops here. */
  private static final int LARGEST = 16 << 20;

  private final Path path;
  private final boolean small;
  private final Text text;
  private @Nullable FileChannel channel;
  private ByteBuffer buffer;

  public HostFile(Path path) {
    this(path, 4096);
  }

  /**
   * @param expectedBytes first size of the buffer; it grows when the file is larger
   */
  public HostFile(Path path, int expectedBytes) {
    this(path, expectedBytes, false);
  }

  /**
   * @param small what fits the buffer is read, in one go, and nothing beyond
   */
  HostFile(Path path, int expectedBytes, boolean small) {
    this.path = path;
    this.small = small;
    this.text = Text.from(path);
    this.buffer = ByteBuffer.allocate(expectedBytes);
  }

  public Path path() {
    return path;
  }

  /**
   * The whole file as it is now, valid until the next call.
   *
   * @throws NotPresentException if there is no such file
   */
  public Text read() throws IOException {
    try {
      return readOpen(channel == null ? open() : channel);
    } catch (IOException e) {
      boolean reopen = channel != null && !(e instanceof NotPresentException);
      close();
      if (!reopen) {
        throw e;
      }
    }
    return readOpen(open());
  }

  private Text readOpen(FileChannel open) throws IOException {
    buffer.clear();
    int read;
    while ((read = open.read(buffer, buffer.position())) >= 0) {
      if (small) {
        break;
      }
      if (!buffer.hasRemaining()) {
        if (buffer.capacity() >= LARGEST) {
          throw new IOException(path + ": larger than " + LARGEST + " bytes");
        }
        buffer = ByteBuffer.allocate(buffer.capacity() * 4).put(buffer.flip());
      } else if (read == 0) {
        break;
      }
    }
    text.reset(buffer.array(), buffer.position());
    return text;
  }

  private FileChannel open() throws IOException {
    try {
      FileChannel opened = FileChannel.open(path, StandardOpenOption.READ);
      channel = opened;
      return opened;
    } catch (NoSuchFileException _) {
      // The usual way in which a kernel says that it has no such feature.
      throw new NotPresentException(path.toString());
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
