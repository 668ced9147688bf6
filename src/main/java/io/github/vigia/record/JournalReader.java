package io.github.vigia.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal back, archive first, while it may be written and rotated. A line that is torn,
 * too long or not a record is skipped and counted, and so is the rest of a damaged archive.
 */
public final class JournalReader implements AutoCloseable {

  /** A line may be in a later file than its day's: it waited for room on the disk. */
  private static final int DAYS_OF_GRACE = 2;

  private final LogSource source;
  private final RecordReader reader = new RecordReader();
  private final Instant since;
  private final Instant until;
  private @Nullable LogName last;
  private @Nullable Lines lines;
  private LogSource.@Nullable Opened following;
  private long skipped;

  /** All records under {@code root}, the folder of json/ and archive/. */
  public JournalReader(Path root) {
    this(root, Instant.MIN, Instant.MAX);
  }

  /** The records from {@code since} (inclusive) to {@code until} (exclusive). */
  public JournalReader(Path root, Instant since, Instant until) {
    this.source = new LogSource(root);
    this.since = since;
    this.until = until;
  }

  /** The next record, or null at the end of what is written so far; it may be asked again. */
  public @Nullable JournalRecord next() throws IOException {
    while (true) {
      JournalRecord found = lines == null ? null : nextHere(lines);
      if (found != null) {
        return found;
      }
      if (following == null) {
        following = openNext();
        if (following == null) {
          return null;
        }
        // Before it was made, the file that was at its end may have grown.
      } else {
        skipped = skipped();
        closeLines();
        lines = following.lines();
        following = null;
      }
    }
  }

  private @Nullable JournalRecord nextHere(Lines here) throws IOException {
    try {
      while (here.next()) {
        JournalRecord found = parse(here);
        if (found != null && isWanted(found.time().toInstant())) {
          return found;
        }
      }
    } catch (IOException _) {
      // A damaged archive: what came before it is good, and so are the files after it.
      closeLines();
      skipped++;
    }
    return null;
  }

  private @Nullable JournalRecord parse(Lines here) {
    if (here.isTooLong()) {
      skipped++;
      return null;
    }
    try {
      return reader.read(here.bytes(), here.length());
    } catch (MalformedRecordException _) {
      skipped++;
      return null;
    }
  }

  private boolean isWanted(Instant at) {
    return !at.isBefore(since) && at.isBefore(until);
  }

  private LogSource.@Nullable Opened openNext() throws IOException {
    while (true) {
      LogSource.Opened opened = source.after(last);
      if (opened == null) {
        return null;
      }
      last = opened.found().name();
      if (mayHold(last.day())) {
        return opened;
      }
      opened.lines().close();
    }
  }

  private boolean mayHold(LocalDate day) {
    return (since.equals(Instant.MIN) || !day.plusDays(DAYS_OF_GRACE).isBefore(utc(since)))
        && (until.equals(Instant.MAX) || !day.minusDays(DAYS_OF_GRACE).isAfter(utc(until)));
  }

  private static LocalDate utc(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** Lines that were no records, so far; one that is torn counts until it is whole. */
  public long skipped() {
    return skipped + (lines != null && lines.isTorn() ? 1 : 0);
  }

  @Override
  public void close() throws IOException {
    LogSource.Opened next = following;
    following = null;
    if (next != null) {
      next.lines().close();
    }
    closeLines();
  }

  private void closeLines() throws IOException {
    Lines open = lines;
    lines = null;
    if (open != null) {
      open.close();
    }
  }
}
