package io.github.vigia.treat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells processes apart in {@code /proc/PID/stat}, see proc_pid_stat(5).
 *
 * @param start in ticks since boot
 */
record ProcessStat(int pid, char state, int parent, int session, long start) {

  /** Null where there is no such process any more. */
  static @Nullable ProcessStat read(Path procfs, int pid) {
    try {
      byte[] bytes = Files.readAllBytes(procfs.resolve(pid + "/stat"));
      return parse(pid, new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException _) {
      return null; // It ended.
    }
  }

  /** Null where the text is cut short. The name may hold anything, parentheses too. */
  static @Nullable ProcessStat parse(int pid, String text) {
    int close = text.lastIndexOf(')');
    String[] words = close < 0 ? new String[0] : text.substring(close + 1).strip().split(" ", -1);
    if (words.length < 20 || words[0].isEmpty()) {
      return null;
    }
    try {
      return new ProcessStat(
          pid,
          words[0].charAt(0),
          Integer.parseInt(words[1]),
          Integer.parseInt(words[3]),
          Long.parseLong(words[19]));
    } catch (NumberFormatException _) {
      return null; // Not as the kernel writes it.
    }
  }

  /** Every process there is. */
  static List<ProcessStat> all(Path procfs) throws IOException {
    List<ProcessStat> all = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(procfs, "[0-9]*")) {
      for (Path folder : folders) {
        ProcessStat stat = read(procfs, Integer.parseInt(String.valueOf(folder.getFileName())));
        if (stat != null) {
          all.add(stat);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return all;
  }

  /** Whether it has ended and waits to be waited for. */
  boolean isDead() {
    return state == 'Z' || state == 'X';
  }
}
