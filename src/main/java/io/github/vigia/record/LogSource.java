package io.github.vigia.record;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Finds and opens the files of the journal one after the other, while they are being rotated. */
final class LogSource {

  private static final int TRIES = 8;
  private static final int CHUNK = 1 << 14;

  private final LogFolders folders;

  LogSource(Path root) {
    this.folders = new LogFolders(root);
  }

  /** The journal's files, each once, from the oldest line to the newest. */
  List<LogFolders.Found> files() throws IOException {
    List<LogFolders.Found> files = folders.of(DailyFile.JOURNAL);
    // Where a file is there with its gzip, the gzip may be half done: the file counts.
    files.removeIf(found ->
        found.name().compressed()
            && files.stream()
                .anyMatch(other ->
                    !other.name().compressed()
                        && LogName.IN_TIME.compare(other.name(), found.name()) == 0));
    return files;
  }

  /** An open file. */
  record Opened(LogFolders.Found found, Lines lines) {}

  /** Opens the first file after {@code last}; null if there is none. */
  @Nullable Opened after(@Nullable LogName last) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      LogFolders.Found next = first(last);
      if (next == null) {
        return null;
      }
      Opened opened = open(next, 0);
      if (opened != null) {
        return opened;
      }
    }
    throw new IOException("the journal is rotated faster than it can be opened");
  }

  private LogFolders.@Nullable Found first(@Nullable LogName last) throws IOException {
    for (LogFolders.Found found : files()) {
      if (last == null || LogName.IN_TIME.compare(found.name(), last) > 0) {
        return found;
      }
    }
    return null;
  }

  /** Opens a file at an offset of its plain content; null if it is no longer what was found. */
  @Nullable Opened open(LogFolders.Found found, long offset) throws IOException {
    InputStream in;
    try {
      in = Files.newInputStream(found.path(), LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException _) {
      return null;
    }
    try {
      if (isMoved(found)) {
        in.close();
        return null;
      }
      return new Opened(found, new Lines(plain(found, in, offset)));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream plain(LogFolders.Found found, InputStream in, long offset)
      throws IOException {
    try {
      InputStream plain = found.name().compressed() ? new GZIPInputStream(in, CHUNK) : in;
      plain.skipNBytes(offset);
      return plain;
    } catch (EOFException | ZipException e) {
      in.close();
      return new Damaged(e);
    }
  }

  /** A file that holds nothing but a reason; it is the reader who counts that. */
  private static final class Damaged extends InputStream {

    private final IOException cause;

    Damaged(IOException cause) {
      this.cause = cause;
    }

    @Override
    public int read() throws IOException {
      throw cause;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      throw cause;
    }
  }

  /** Whether the path that was opened may by now be that of a newer file. */
  boolean isMoved(LogFolders.Found found) throws IOException {
    if (found.archived()) {
      return false;
    }
    for (LogFolders.Found now : files()) {
      if (now.path().equals(found.path())) {
        return now.name().number() != found.name().number();
      }
    }
    return true;
  }
}
