package io.github.vigia.record;

import io.github.vigia.config.Settings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Moves old and large log files to the archive, compresses them there and deletes them in the end.
 * Whatever instant the process dies at, every line is in exactly one place that readers look at. It
 * touches only regular files whose names this package made.
 */
final class Rotation {

  private final Disk disk;
  private final Settings.Logs settings;
  private final ZoneId zone;
  private final List<Appender> appenders;
  private final LogFolders folders;
  private final Compression compression;
  private final List<String> failures = new ArrayList<>();

  /**
   * Over the files that {@code appenders} write.
   *
   * @param pause called now and then during long work; may throw to end it
   */
  Rotation(
      Disk disk,
      Settings.Logs settings,
      ZoneId zone,
      List<Appender> appenders,
      Compression.Pause pause) {
    this.disk = disk;
    this.settings = settings;
    this.zone = zone;
    this.appenders = appenders;
    this.folders = new LogFolders(settings.root());
    this.compression = new Compression(disk, pause);
  }

  /**
   * One round of maintenance. What frees room comes first, so that it also works on a full disk.
   *
   * @return what could not be done, each with its reason
   */
  List<String> run(Instant now) throws IOException {
    failures.clear();
    tidy();
    moveDue(now);
    deleteOld(now);
    deleteBeyondCap();
    compressDue(now);
    return List.copyOf(failures);
  }

  /** Bytes that all log files take. */
  long bytes() throws IOException {
    return folders.all().stream().mapToLong(LogFolders.Found::size).sum();
  }

  private interface Step {
    void run() throws IOException;
  }

  private boolean attempt(Path file, Step step) {
    try {
      step.run();
      return true;
    } catch (IOException e) {
      failures.add(file + ": " + e);
      return false;
    }
  }

  /** Ends what a crash left half done. */
  private void tidy() throws IOException {
    for (Path temporary : compression.temporaries(folders.archive())) {
      attempt(temporary, () -> disk.delete(temporary));
    }
    for (LogFolders.Found found : folders.all()) {
      if (found.archived() && !found.name().compressed()) {
        attempt(found.path(), () -> compression.endHalfDone(found.path()));
      }
    }
  }

  private void moveDue(Instant now) throws IOException {
    for (LogFolders.Found found : folders.all()) {
      if (!found.archived() && found.size() > 0 && isDue(found, now)) {
        Path target = folders.archive().resolve(found.name().fileName());
        attempt(found.path(), () -> move(found, target));
      }
    }
  }

  private void move(LogFolders.Found found, Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    for (Appender appender : appenders) {
      if (appender.family().equals(found.name().family())) {
        appender.move(found.path(), target);
        return;
      }
    }
    disk.move(found.path(), target);
  }

  private boolean isDue(LogFolders.Found found, Instant now) {
    LocalDate day = found.name().day();
    boolean over = day.isBefore(LocalDate.ofInstant(now, zone));
    Instant began =
        over ? day.atStartOfDay(zone).toInstant() : found.attributes().creationTime().toInstant();
    boolean safe = found.name().family().isSafe();
    Duration after = safe ? settings.safeRotateAfter() : settings.rotateAfter();
    return found.size() >= settings.maxFileBytes() || !now.isBefore(began.plus(after));
  }

  private void deleteOld(Instant now) throws IOException {
    for (LogFolders.Found found : folders.all()) {
      boolean safe = found.name().family().isSafe();
      Duration keep = safe ? settings.keepSafe() : settings.keep();
      Instant end = found.name().day().plusDays(1).atStartOfDay(zone).toInstant();
      boolean over = found.archived() || found.size() == 0;
      if (over && !now.isBefore(end.plus(keep))) {
        attempt(found.path(), () -> disk.delete(found.path()));
      }
    }
  }

  private void deleteBeyondCap() throws IOException {
    List<LogFolders.Found> all = folders.all();
    long total = all.stream().mapToLong(LogFolders.Found::size).sum();
    List<LogFolders.Found> oldestFirst =
        all.stream()
            .filter(LogFolders.Found::archived)
            .sorted(Comparator.comparing(LogFolders.Found::name, LogName.IN_TIME))
            .toList();
    for (LogFolders.Found found : oldestFirst) {
      if (total <= settings.maxBytes()) {
        return;
      }
      if (attempt(found.path(), () -> disk.delete(found.path()))) {
        total -= found.size();
      }
    }
  }

  private void compressDue(Instant now) throws IOException {
    for (LogFolders.Found found : folders.all()) {
      Instant written = found.attributes().lastModifiedTime().toInstant();
      if (found.archived()
          && !found.name().compressed()
          && !now.isBefore(written.plus(settings.compressAfter()))
          && Files.exists(found.path())) {
        attempt(found.path(), () -> compression.compress(found.path()));
      }
    }
  }
}
