package io.github.vigia.record;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What files of ours are in the folders under a log root now. Links and others' files are not. */
final class LogFolders {

  /**
   * One file.
   *
   * @param name of a file that is not in the archive, the one that it would get there now
   * @param archived whether it is in the archive, where nobody appends to it any more
   */
  record Found(
      LogName name, Path path, boolean archived, long size, BasicFileAttributes attributes) {}

  private static final int TRIES = 8;

  private final Path root;

  LogFolders(Path root) {
    this.root = root;
  }

  Path archive() {
    return root.resolve(DailyFile.ARCHIVE);
  }

  /** All files of all families, each family from the oldest line to the newest. */
  List<Found> all() throws IOException {
    List<Found> all = new ArrayList<>();
    for (DailyFile family : DailyFile.ALL) {
      all.addAll(of(family));
    }
    return all;
  }

  /**
   * The files of one family from the oldest line to the newest; a file that is there compressed and
   * not, because a crash came between, appears twice.
   */
  List<Found> of(DailyFile family) throws IOException {
    List<Found> files = new ArrayList<>();
    Map<LocalDate, Integer> next = new HashMap<>();
    // The archive comes last: a file that is moved meanwhile is seen at least once.
    List<Found> live = in(root.resolve(family.folder()), family, false);
    for (Found found : in(archive(), family, true)) {
      files.add(found);
      next.merge(found.name().day(), found.name().number() + 1, Math::max);
    }
    for (Found found : live) {
      int number = next.getOrDefault(found.name().day(), 0);
      if (!found.name().compressed() && found.name().number() == 0 && !isIn(files, found)) {
        files.add(
            new Found(
                found.name().numbered(number),
                found.path(),
                false,
                found.size(),
                found.attributes()));
      }
    }
    files.sort(Comparator.comparing(Found::name, LogName.IN_TIME));
    return files;
  }

  /** Whether a file that was seen in its folder is by now in the archive. */
  private static boolean isIn(List<Found> archived, Found live) {
    @Nullable Object key = live.attributes().fileKey();
    return key != null && archived.stream().anyMatch(f -> key.equals(f.attributes().fileKey()));
  }

  private static List<Found> in(Path folder, DailyFile family, boolean archived)
      throws IOException {
    List<Found> files = new ArrayList<>();
    boolean whole = false;
    for (int i = 0; i < TRIES && !whole; i++) {
      files.clear();
      whole = list(folder, family, archived, files);
    }
    return files;
  }

  /** False if a file went away meanwhile: what took its place may not have been listed. */
  private static boolean list(Path folder, DailyFile family, boolean archived, List<Found> files)
      throws IOException {
    boolean whole = true;
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        LogName name = LogName.of(path);
        if (name != null && name.family().equals(family)) {
          whole &= add(files, name, path, archived);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException | NotDirectoryException _) {
      // Nothing was written yet.
      return true;
    }
    return whole;
  }

  private static boolean add(List<Found> files, LogName name, Path path, boolean archived)
      throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        files.add(new Found(name, path, archived, attributes.size(), attributes));
      }
      return true;
    } catch (NoSuchFileException _) {
      // It was moved, compressed or deleted since the folder was listed.
      return false;
    }
  }
}
