package io.github.vigia.treat.action;

import io.github.vigia.kernel.FileStatus;
import java.nio.file.Path;
import java.util.List;

/**
 * A log that some process has open for writing.
 *
 * @param path as this program reaches it
 */
record LogFile(Path path, FileStatus status, OpenFiles open) {

  /** What it takes on disk, which is not its size where it has a hole. */
  long bytes() {
    return status.bytes();
  }

  List<OpenFiles.Use> writers() {
    return open.of(status).stream().filter(OpenFiles.Use::mayWrite).toList();
  }

  /** Whether everybody who may write to it is known and writes at its end only. */
  boolean isAppendedOnly() {
    return !open.hasHidden()
        && !open.isMapped(status)
        && writers().stream().allMatch(OpenFiles.Use::appends);
  }

  String writersText() {
    List<Integer> pids = writers().stream().map(OpenFiles.Use::pid).distinct().toList();
    return "written by process"
        + (pids.size() == 1 ? " " : "es ")
        + String.join(", ", pids.stream().map(String::valueOf).toList())
        + (isAppendedOnly() ? ", always at its end" : ", not surely at its end");
  }
}
