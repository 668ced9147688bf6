package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The files of one systemd journal: a folder named after a machine, and maybe a namespace, see
 * systemd-journald.service(8). An archived file has an {@code @} in its name.
 */
final class JournalFiles {

  static final String FOLDER = "/var/log/journal";

  private static final Pattern MACHINE = Pattern.compile("[0-9a-f]{32}");

  /** One archived file. */
  private record Archive(String path, long bytes, Instant modified) {}

  private final Roots roots;
  private final Path folder;
  private final Instant youngerStays;
  private final List<Archive> old = new ArrayList<>();
  private long bytes;

  private JournalFiles(Roots roots, Path folder, Instant youngerStays) throws IOException {
    this.roots = roots;
    this.folder = folder;
    this.youngerStays = youngerStays;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.journal*")) {
      for (Path file : files) {
        add(file);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    old.sort(Comparator.comparing(Archive::modified));
  }

  /**
   * All journals of the host.
   *
   * @param youngerStays archives that were changed later are not to be removed
   */
  static List<JournalFiles> all(Roots roots, Instant youngerStays) throws IOException {
    List<JournalFiles> journals = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(roots.root(FOLDER))) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder) && isJournal(FileName.of(folder))) {
          journals.add(new JournalFiles(roots, folder, youngerStays));
        }
      }
    } catch (NoSuchFileException _) {
      // The journal is kept in memory only, or there is none.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return journals;
  }

  private static boolean isJournal(String name) {
    int dot = name.indexOf('.');
    return MACHINE.matcher(dot < 0 ? name : name.substring(0, dot)).matches();
  }

  private void add(Path file) throws IOException {
    try {
      long size = Files.size(file);
      Instant modified = Files.getLastModifiedTime(file).toInstant();
      bytes += size;
      boolean isArchived = FileName.of(file).contains("@");
      if (isArchived && modified.isBefore(youngerStays)) {
        old.add(new Archive(file.toString(), size, modified));
      }
    } catch (NoSuchFileException _) {
      // The daemon has just removed or renamed it.
    }
  }

  /** As it is now. */
  JournalFiles again() throws IOException {
    return new JournalFiles(roots, folder, youngerStays);
  }

  Path folder() {
    return folder;
  }

  String namespace() {
    String name = FileName.of(folder);
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  /** Whether the journal daemon here writes it: not one of a container or of another host. */
  boolean isOfThisHost() throws IOException {
    Path id = roots.root("/etc/machine-id");
    return Files.exists(id) && FileName.of(folder).startsWith(Files.readString(id).strip());
  }

  long bytes() {
    return bytes;
  }

  /** What must be left: so much at least, and all that is young or being written. */
  long limit(long least) {
    long oldBytes = old.stream().mapToLong(Archive::bytes).sum();
    return Math.max(least, bytes - oldBytes);
  }

  /** How much would go if the oldest archives went until {@code limit} is left. */
  long removable(long limit) {
    return goners(limit).stream().mapToLong(Archive::bytes).sum();
  }

  List<String> oldest(long limit) {
    return goners(limit).stream().map(Archive::path).toList();
  }

  private List<Archive> goners(long limit) {
    List<Archive> goners = new ArrayList<>();
    long left = bytes;
    for (Archive archive : old) {
      // As journalctl does, which counts the files that are being written too.
      if (left <= limit) {
        break;
      }
      goners.add(archive);
      left -= archive.bytes();
    }
    return goners;
  }
}
