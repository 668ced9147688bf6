package io.github.vigia.treat.action;

import io.github.vigia.kernel.FileStatus;
import io.github.vigia.kernel.OpenFile;
import io.github.vigia.kernel.Roots;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Empties one deleted log through the process that has it open. Nobody can read it any more but
 * that process; all the same it must be named like a log, be written at its end only, and be mapped
 * by nobody.
 */
final class EmptyDeletedLog extends DescribedStep {

  private static final Pattern LOG =
      Pattern.compile(
          "/var/log/.*|.*/[^/]*\\.(log|out|err)([.-][^/]*)?|.*/(syslog|messages)([.-][^/]*)?",
          Pattern.DOTALL);

  /** Never, whatever folder they are in. */
  private static final Pattern NO_LOG =
      Pattern.compile(
          "/memfd:.*|/dev/.*|/\\[.*|.*\\.so(\\.[0-9.]+)?|.*\\.(db|sqlite3?|ibd|ibdata.*|frm|myd|myi"
              + "|mdb|wal|shm|journal~?|dat|data|idx|sst|ldb|pid|sock|lock|wtmp|btmp)"
              + "|.*/(wtmp|btmp|lastlog|faillog|ib_logfile.*|pg_(wal|xlog)/.*|.*-(wal|journal|bin)"
              + "(\\.\\d+)?|.*(mysql|mariadb|postgres|mongo|redis|oracle)[^/]*/.*)",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private final Roots roots;
  private final Filling filling;

  EmptyDeletedLog(Description description, Roots roots, Filling filling) {
    super(description);
    this.roots = roots;
    this.filling = filling;
  }

  @Override
  public Preview preview() throws IOException {
    DeletedOn deleted = DeletedOn.read(roots, target());
    List<String> others = new ArrayList<>();
    Optional<DeletedOn.File> log = candidate(deleted, others);
    if (log.isEmpty()) {
      return Preview.nothing(
          "%s in deleted files, none of them a log that can be emptied%s"
              .formatted(Size.text(deleted.bytes()), said(others)));
    }
    long amount = log.orElseThrow().status().bytes();
    return new Preview(
        filling.counts((double) amount, filling.ask()),
        "would empty the deleted %s, %s%s"
            .formatted(log.orElseThrow().item(), Size.text(amount), said(others)),
        (double) amount,
        List.of(log.orElseThrow().item()));
  }

  private static String said(List<String> others) {
    return others.isEmpty()
        ? ""
        : "; left: " + String.join("; ", others.subList(0, Math.min(3, others.size())));
  }

  private static Optional<DeletedOn.File> candidate(DeletedOn deleted, List<String> others) {
    if (deleted.hasHidden()) {
      others.add("some processes can't be looked into");
      return Optional.empty();
    }
    for (DeletedOn.File file : deleted.files()) {
      String obstacle = obstacle(deleted, file);
      if (obstacle.isEmpty()) {
        return Optional.of(file);
      }
      others.add(file.path() + " " + obstacle);
    }
    return Optional.empty();
  }

  private static String obstacle(DeletedOn deleted, DeletedOn.File file) {
    if (!isNamedLikeALog(file.path())) {
      return "is not named like a log";
    }
    if (deleted.isMapped(file)) {
      return "is mapped";
    }
    List<OpenFiles.Use> writers = file.uses().stream().filter(OpenFiles.Use::mayWrite).toList();
    boolean isAppendedOnly =
        !writers.isEmpty() && writers.stream().allMatch(OpenFiles.Use::appends);
    return isAppendedOnly ? "" : "is not surely written at its end only";
  }

  static boolean isNamedLikeALog(String path) {
    return LOG.matcher(path).matches() && !NO_LOG.matcher(path).matches();
  }

  @Override
  public Effect act(Preview preview, Run run) throws IOException {
    DeletedOn deleted = DeletedOn.read(roots, target());
    Optional<DeletedOn.File> log =
        deleted.files().stream()
            .filter(file -> preview.items().equals(List.of(file.item())))
            .filter(file -> obstacle(deleted, file).isEmpty() && !deleted.hasHidden())
            .findFirst();
    if (log.isEmpty()) {
      return Effect.none("the deleted log is not open any more, or not as it was");
    }
    OpenFiles.Use use = log.orElseThrow().uses().getFirst();
    try (OpenFile file = OpenFile.of(roots.procfs(), use.pid(), use.number())) {
      FileStatus status = file.status();
      if (!status.isSameAs(log.orElseThrow().status()) || status.links() != 0) {
        return Effect.none("the process has another file open there by now");
      }
      file.truncate(0);
      long freed = Math.max(0, status.bytes() - file.status().bytes());
      return new Effect(
          (double) freed,
          "bytes",
          "the deleted %s was emptied, %s given back"
              .formatted(log.orElseThrow().path(), Size.text(freed)),
          List.of());
    }
  }
}
