package io.github.vigia.treat.action;

import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Mode;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Programs;
import io.github.vigia.treat.Run;
import io.github.vigia.treat.Step;
import io.github.vigia.treat.Treatment;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code vacuum_journal}: lets journalctl remove the oldest archived files of the systemd journal,
 * never those of the last day, never those that are being written.
 */
public final class VacuumJournal implements Treatment {

  public static final String ID = "vacuum_journal";

  private static final Duration EACH = Duration.ofSeconds(60);

  /**
   * What is left of a journal.
   *
   * @param keepBytes, keepPercent what is left of a journal: the larger of both, percent of the
   *     filesystem
   * @param keepAge what is younger stays, however much it is
   */
  public record Options(Mode mode, long keepBytes, double keepPercent, Duration keepAge) {

    public static final Options DEFAULTS =
        new Options(Mode.AUTO, 200L << 20, 5, Duration.ofDays(1));
  }

  private final Options options;
  private final Roots roots;
  private final Statfs statfs;
  private final Programs programs;
  private final InstantSource clock;

  public VacuumJournal(
      Options options, Roots roots, Statfs statfs, Programs programs, InstantSource clock) {
    this.options = options;
    this.roots = roots;
    this.statfs = statfs;
    this.programs = programs;
    this.clock = clock;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Step> steps(Condition condition) {
    return condition.signal() == Signal.DISK
            && !condition.instance().isEmpty()
            && options.mode() != Mode.OFF
        ? List.of(new Vacuum(condition.instance()))
        : List.of();
  }

  /** All journals that are kept on one filesystem. */
  private final class Vacuum extends DescribedStep {
    private final Filling filling;

    private Vacuum(String mount) {
      super(
          new Description(
              ID,
              "archived files",
              mount,
              1,
              options.mode(),
              Duration.ofSeconds(15),
              EACH.multipliedBy(4)));
      this.filling = new Filling(roots, statfs, mount, false);
    }

    @Override
    public Preview preview() throws IOException {
      if (!programs.has("journalctl")) {
        return Preview.nothing("there is no journalctl");
      }
      if (!MountTable.read(roots).isOn(JournalFiles.FOLDER, target())) {
        return Preview.nothing("the journal is not kept on " + target());
      }
      FilesystemStatistics now = filling.ask();
      List<JournalFiles> journals = journals();
      long amount = 0;
      long size = 0;
      List<String> items = new ArrayList<>();
      for (JournalFiles journal : journals) {
        size += journal.bytes();
        amount += journal.removable(limit(journal, now));
        items.addAll(journal.oldest(limit(journal, now)));
      }
      boolean helps = filling.counts((double) amount, now);
      return new Preview(
          helps,
          "%s %d archived files of the journal, %s of its %s"
              .formatted(
                  helps ? "would remove" : "too little to help:",
                  items.size(),
                  Size.text(amount),
                  Size.text(size)),
          (double) amount,
          items.subList(0, Math.min(items.size(), Preview.MOST_ITEMS)));
    }

    @Override
    public Effect act(Preview preview, Run run) throws IOException {
      FilesystemStatistics now = filling.ask();
      List<String> details = new ArrayList<>();
      long freed = 0;
      for (JournalFiles journal : journals()) {
        long promised = journal.removable(limit(journal, now));
        if (run.isOver() || promised == 0) {
          continue;
        }
        // What is full enough becomes an archive only by rotation; without a daemon there is none.
        rotate(journal, run, details);
        long before = journal.bytes();
        JournalFiles rotated = journal.again();
        long limit = Math.max(limit(rotated, now), rotated.bytes() - promised);
        Run.Ended ended =
            run.command(
                List.of("journalctl", "--directory=" + journal.folder(), "--vacuum-size=" + limit),
                EACH);
        freed += Math.max(0, before - journal.again().bytes());
        if (!ended.succeeded()) {
          details.add("journalctl ended with " + ended.code() + ": " + ended.err().strip());
        }
        run.did(effect(freed, details));
      }
      return effect(freed, details);
    }

    private Effect effect(long freed, List<String> details) {
      return new Effect(
          (double) freed,
          "bytes",
          "removed %s of the journal".formatted(Size.text(freed)),
          List.copyOf(details));
    }

    private void rotate(JournalFiles journal, Run run, List<String> details) throws IOException {
      if (!journal.isOfThisHost()) {
        return;
      }
      List<String> argv = new ArrayList<>(List.of("journalctl"));
      if (!journal.namespace().isEmpty()) {
        argv.add("--namespace=" + journal.namespace());
      }
      argv.add("--rotate");
      Run.Ended ended = run.command(argv, EACH);
      if (!ended.succeeded()) {
        details.add("not rotated: " + ended.err().strip());
      }
    }

    private long limit(JournalFiles journal, FilesystemStatistics now) {
      double share = options.keepPercent() / 100 * now.totalBytes();
      return journal.limit(Math.max(options.keepBytes(), (long) share));
    }

    private List<JournalFiles> journals() throws IOException {
      return JournalFiles.all(roots, clock.instant().minus(options.keepAge()));
    }
  }
}
