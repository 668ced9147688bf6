package io.github.vigia.treat.action;

import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.TmpfilesLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What tmpfiles.d(5) of the host says about paths below a root: who has a line is left alone. */
final class Exclusions {

  /** Where lines come from, the strongest first: a file hides those of its name further down. */
  private static final List<String> FOLDERS =
      List.of(
          "/etc/tmpfiles.d", "/run/tmpfiles.d", "/usr/local/lib/tmpfiles.d", "/usr/lib/tmpfiles.d");

  private static final int LARGEST = 1 << 20;

  private final List<Pattern> whole = new ArrayList<>();
  private final List<Pattern> foldersOnly = new ArrayList<>();

  private Exclusions() {}

  static Exclusions none() {
    return new Exclusions();
  }

  static Exclusions read(Roots roots) throws IOException {
    Exclusions exclusions = new Exclusions();
    String bootId = bootId(roots);
    for (Path file : files(roots).values()) {
      if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        TmpfilesLine.parse(text, bootId).forEach(exclusions::add);
      }
    }
    return exclusions;
  }

  private static Map<String, Path> files(Roots roots) throws IOException {
    Map<String, Path> byName = new TreeMap<>();
    for (String folder : FOLDERS) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(roots.root(folder), "*.conf")) {
        files.forEach(file -> byName.putIfAbsent(FileName.of(file), file));
      } catch (NoSuchFileException | NotDirectoryException _) {
        // Most hosts have only some of them, and those without systemd none.
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    return byName;
  }

  private static String bootId(Roots roots) {
    try {
      return Files.readString(roots.proc("sys/kernel/random/boot_id")).strip().replace("-", "");
    } catch (IOException _) {
      // Then the lines that name it stand for every boot.
      return "";
    }
  }

  private void add(TmpfilesLine line) {
    (line.isFolderOnly() ? foldersOnly : whole).add(line.pattern());
  }

  /** Whether this path is left with all that is in it. */
  boolean covers(String path) {
    return matches(whole, path);
  }

  /** Whether this folder is left, but not what is in it. */
  boolean coversFolder(String path) {
    return matches(foldersOnly, path);
  }

  private static boolean matches(List<Pattern> patterns, String path) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(path).matches()) {
        return true;
      }
    }
    return false;
  }
}
