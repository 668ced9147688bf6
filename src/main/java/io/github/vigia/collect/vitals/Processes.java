package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.FileNr;
import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.kernel.PageSize;
import io.github.vigia.kernel.PidStat;
import io.github.vigia.kernel.ProcessFolders;
import io.github.vigia.kernel.Roots;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Subsystem;
import io.github.vigia.model.TopProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All processes in one pass over {@code /proc/PID/stat}, of at most {@link ProcessFolders#MOST},
 * with the few that use most.
 *
 * <p>The kernel does not say since when a process has been a zombie, so its age counts from the
 * look that first saw it as one: what was a zombie before the first look is counted 60 s after it.
 */
public final class Processes implements Collector, AutoCloseable {

  private static final int TOP = 5;

  /** From which on zombies count: a parent that is busy is no news. */
  static final Duration ZOMBIE_AGE = Duration.ofSeconds(60);

  /** {@code USER_HZ}, which is 100 on every architecture of today. */
  private static final double TICKS_PER_SECOND = 100;

  private final HostFile fileNr;
  private final IdSpace ids;
  private final ProcessFolders folders;
  private final ProcessIo processIo;
  private final int pageBytes;
  private final long zombieAge;
  private final PidStat stat = new PidStat();
  private final TopRows byCpu = new TopRows(TOP);
  private final TopRows byMemory = new TopRows(TOP);
  private final TopRows byIo = new TopRows(TOP);
  private ProcessTable now = new ProcessTable();
  private ProcessTable before = new ProcessTable();
  private long lastNanos;
  private long threads;
  private long zombies;
  private @Nullable MalformedException malformed;

  public Processes(Roots roots) {
    this(roots, ProcessFolders.of(roots.procfs()));
  }

  Processes(Roots roots, ProcessFolders folders) {
    this(roots, folders, ZOMBIE_AGE);
  }

  /**
   * @param zombieAge from which on zombies count
   */
  Processes(Roots roots, ProcessFolders folders, Duration zombieAge) {
    this.zombieAge = zombieAge.toNanos();
    this.fileNr = new HostFile(roots.proc("sys/fs/file-nr"), 64);
    this.ids = new IdSpace(roots);
    this.folders = folders;
    this.processIo = new ProcessIo(folders);
    this.pageBytes = PageSize.bytes(roots);
  }

  @Override
  public Subsystem subsystem() {
    return Subsystem.PROCESSES;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.PROCESSES,
        Metric.THREADS,
        Metric.PIDS_PERCENT,
        Metric.ZOMBIES,
        Metric.OPEN_FILES,
        Metric.OPEN_FILES_PERCENT);
  }

  @Override
  public void collect(Readings out) throws IOException {
    reportOpenFiles(out);
    pass(out.nanos());
    if (now.size() == 0 && malformed != null) {
      throw malformed;
    }
    if (now.size() > 0) {
      report(out);
    }
    ProcessTable seen = now;
    now = before;
    before = seen;
    lastNanos = out.nanos();
  }

  private void reportOpenFiles(Readings out) throws IOException {
    try {
      FileNr files = FileNr.parse(fileNr.read());
      out.value(Metric.OPEN_FILES, (double) files.open());
      out.value(Metric.OPEN_FILES_PERCENT, files.percent());
    } catch (NotPresentException e) {
      out.absent(Metric.OPEN_FILES, e.getMessage() + " is not there");
    } catch (MalformedException e) {
      out.failed(Metric.OPEN_FILES, "", fileNr.path() + ": " + e.getMessage());
      out.failed(Metric.OPEN_FILES_PERCENT, "", fileNr.path() + ": " + e.getMessage());
    }
  }

  private void pass(long nanos) throws IOException {
    now.clear();
    byCpu.clear();
    byMemory.clear();
    threads = 0;
    zombies = 0;
    malformed = null;
    int count = folders.list();
    for (int i = 0; i < count; i++) {
      int pid = folders.pid(i);
      if (folders.read(pid, "stat") && isParsed()) {
        add(pid, nanos);
      }
    }
  }

  /** One process with a strange text loses itself only. */
  private boolean isParsed() {
    try {
      stat.parse(folders.text());
      return true;
    } catch (MalformedException e) {
      malformed = e;
      return false;
    }
  }

  private void add(int pid, long nanos) {
    int row = now.add(pid, stat);
    int old = before.find(pid, stat.start());
    threads += stat.threads();
    if (old != ProcessTable.NO_ROW) {
      now.grown[row] = Math.max(0, stat.ticks() - before.ticks[old]);
    }
    if (stat.isZombie()) {
      long since = old == ProcessTable.NO_ROW ? ProcessTable.UNKNOWN : before.zombieSince[old];
      now.zombieSince[row] = since == ProcessTable.UNKNOWN ? nanos : since;
      zombies += nanos - now.zombieSince[row] > zombieAge ? 1 : 0;
    }
    processIo.note(now, row, before, old, stat.state() == 'D');
    byCpu.offer(row, (double) now.grown[row]);
    byMemory.offer(row, (double) stat.residentPages());
  }

  private void report(Readings out) {
    out.value(Metric.PROCESSES, now.size());
    out.value(Metric.THREADS, (double) threads);
    out.value(Metric.ZOMBIES, (double) zombies);
    try {
      out.value(Metric.PIDS_PERCENT, ids.percent(threads));
    } catch (NotPresentException e) {
      out.absent(Metric.PIDS_PERCENT, e.getMessage() + " is not there");
    } catch (IOException e) {
      out.failed(Metric.PIDS_PERCENT, "", String.valueOf(e.getMessage()));
    }
    processIo.read(now, out.nanos(), byIo);
    out.top(top((out.nanos() - lastNanos) / 1e9));
  }

  private List<TopProcess> top(double seconds) {
    List<TopProcess> top = new ArrayList<>(3 * TOP);
    for (int i = 0; i < byCpu.size(); i++) {
      top.add(process(byCpu.row(i), seconds));
    }
    for (int i = 0; i < byMemory.size(); i++) {
      if (!byCpu.contains(byMemory.row(i))) {
        top.add(process(byMemory.row(i), seconds));
      }
    }
    for (int i = 0; i < byIo.size(); i++) {
      if (!byCpu.contains(byIo.row(i)) && !byMemory.contains(byIo.row(i))) {
        top.add(process(byIo.row(i), seconds));
      }
    }
    return top;
  }

  private TopProcess process(int row, double seconds) {
    long ticks = now.grown[row];
    boolean known = ticks != ProcessTable.UNKNOWN && seconds > 0;
    return new TopProcess(
        now.pid[row],
        now.name(row),
        known ? 100 * ticks / TICKS_PER_SECOND / seconds : Double.NaN,
        now.residentPages[row] * pageBytes,
        now.ioRate[row]);
  }

  @Override
  public void close() throws IOException {
    fileNr.close();
    ids.close();
  }
}
