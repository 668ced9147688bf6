package io.github.vigia.record;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last record of the journal, found from the end of the newest file. */
public final class JournalEnd {

  private static final int CHUNK = 1 << 14;
  private static final int TRIES = 8;

  private final LogSource source;
  private final RecordReader reader = new RecordReader();

  /** Of the journal under {@code root}, the folder of json/ and archive/. */
  public JournalEnd(Path root) {
    this.source = new LogSource(root);
  }

  /** The last whole record that is written, or null where there is none. */
  public @Nullable JournalRecord read() throws IOException {
    IOException moved = new FileNotFoundException("the journal");
    for (int i = 0; i < TRIES; i++) {
      try {
        return newest();
      } catch (FileNotFoundException | EOFException e) {
        // Moved since the folders were listed, or cut back by a full disk while it was read.
        moved = e;
      }
    }
    throw moved;
  }

  private @Nullable JournalRecord newest() throws IOException {
    List<LogFolders.Found> files = source.files();
    for (int i = files.size() - 1; i >= 0; i--) {
      LogFolders.Found file = files.get(i);
      JournalRecord found = file.name().compressed() ? ofArchive(file) : ofFile(file);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable JournalRecord ofArchive(LogFolders.Found file) throws IOException {
    LogSource.Opened opened = source.open(file, 0);
    if (opened == null) {
      throw new FileNotFoundException(file.path().toString());
    }
    JournalRecord found = null;
    try (Lines lines = opened.lines()) {
      while (lines.next()) {
        JournalRecord read = lines.isTooLong() ? null : parsed(lines.bytes(), lines.length());
        found = read == null ? found : read;
      }
    } catch (IOException _) {
      // A damaged archive: what came before the damage is good.
      return found;
    }
    return found;
  }

  private @Nullable JournalRecord ofFile(LogFolders.Found found) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(found.path().toFile(), "r")) {
      if (source.isMoved(found)) {
        throw new FileNotFoundException(found.path().toString());
      }
      long length = file.length();
      long size = CHUNK;
      while (true) {
        long from = Math.max(0, length - size);
        byte[] end = new byte[(int) (length - from)];
        file.seek(from);
        file.readFully(end);
        JournalRecord last = lastIn(end, from == 0);
        if (last != null || from == 0 || size >= 2L * Lines.LONGEST) {
          return last;
        }
        size *= 4;
      }
    }
  }

  /** The last record in {@code end}, whose first line is whole only at the start of the file. */
  private @Nullable JournalRecord lastIn(byte[] end, boolean fromStart) {
    int stop = lineFeedBefore(end, end.length);
    while (stop >= 0) {
      int before = lineFeedBefore(end, stop);
      if (before < 0 && !fromStart) {
        return null;
      }
      byte[] line = Arrays.copyOfRange(end, before + 1, stop);
      JournalRecord found = parsed(line, line.length);
      if (found != null) {
        return found;
      }
      stop = before;
    }
    return null;
  }

  private static int lineFeedBefore(byte[] bytes, int end) {
    int at = end - 1;
    while (at >= 0 && bytes[at] != '\n') {
      at--;
    }
    return at;
  }

  private @Nullable JournalRecord parsed(byte[] line, int length) {
    try {
      return reader.read(line, length);
    } catch (MalformedRecordException _) {
      // Torn: an earlier line is then the last.
      return null;
    }
  }
}
