package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.HostFile;
import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.Mount;
import io.github.vigia.kernel.MountInfo;
import io.github.vigia.kernel.NotPermittedException;
import io.github.vigia.kernel.NotPresentException;
import io.github.vigia.kernel.Roots;
import io.github.vigia.kernel.Statfs;
import io.github.vigia.kernel.Text;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Reading;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How full and how sound each real mount is, from {@code /proc/1/mountinfo}, statfs(2) and {@code
 * /sys/fs/ext4}. A mount that hangs delays a look by a tenth of a second, once.
 */
public final class Filesystems implements Collector, AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Roots roots;
  private final HostFile ofInit;
  private final HostFile ofSelf;
  private final Inquiries inquiries;
  private final List<MountWatch> watches = new ArrayList<>();
  private final List<Inquiry> questions = new ArrayList<>();
  private byte[] lastText = new byte[0];
  private List<Mount> mounts = List.of();
  private long answersTold;
  private boolean hasSilent;

  public Filesystems(Roots roots, Statfs statfs) {
    this.roots = roots;
    this.ofInit = new HostFile(roots.proc("1/mountinfo"), 16 << 10);
    this.ofSelf = new HostFile(roots.proc("self/mountinfo"), 16 << 10);
    this.inquiries = new Inquiries(statfs);
  }

  @Override
  public Subsystem subsystem() {
    return Subsystem.DISK;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.DISK_PERCENT,
        Metric.DISK_USED_BYTES,
        Metric.DISK_TOTAL_BYTES,
        Metric.FILESYSTEM_PERCENT,
        Metric.FILESYSTEM_USED_BYTES,
        Metric.FILESYSTEM_TOTAL_BYTES,
        Metric.INODES_PERCENT,
        Metric.FILESYSTEM_READONLY,
        Metric.FILESYSTEM_FAULT,
        Metric.FILESYSTEM_ERRORS);
  }

  @Override
  public void collect(Readings out) throws IOException {
    readMounts();
    for (int i = 0; i < watches.size(); i++) {
      watches.get(i).look(mounts.get(i));
    }
    inquiries.ask(questions, out.nanos(), PATIENCE);
    inquiries.frozen(() -> report(out));
  }

  @Override
  public void late(Readings out) {
    inquiries.prod();
    boolean silenceIsOver = hasSilent && silentSince(out.nanos());
    if (silenceIsOver || inquiries.answers() != answersTold) {
      inquiries.frozen(() -> report(out));
    }
  }

  @Override
  public boolean hasNews() {
    return inquiries.answers() != answersTold
        || watches.stream().anyMatch(watch -> watch.inquiry.pending && !watch.inquiry.toldSilent);
  }

  /** Whether some mount has crossed the deadline since it was last told of. */
  private boolean silentSince(long nanos) {
    for (MountWatch watch : watches) {
      Inquiry inquiry = watch.inquiry;
      if (inquiry.pending && !inquiry.toldSilent && isSilent(inquiry, nanos)) {
        return true;
      }
    }
    return false;
  }

  private void readMounts() throws IOException {
    Text text = mountInfo();
    if (isAsBefore(text)) {
      return;
    }
    byte[] copy = new byte[text.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = text.byteAt(i);
    }
    List<Mount> parsed = RealMounts.of(MountInfo.parse(text), roots.rootfs().toString());
    if (copy.length == 0) {
      throw new MalformedException("mountinfo: expected at least one mount, but it is empty");
    }
    follow(parsed);
    mounts = parsed;
    lastText = copy;
  }

  private Text mountInfo() throws IOException {
    try {
      return ofInit.read();
    } catch (IOException _) {
      // Not permitted, or a container without process 1 in sight: our own view is the next best.
      return ofSelf.read();
    }
  }

  private boolean isAsBefore(Text text) {
    if (text.length() == 0 || text.length() != lastText.length) {
      return false;
    }
    for (int i = 0; i < lastText.length; i++) {
      if (text.byteAt(i) != lastText[i]) {
        return false;
      }
    }
    return true;
  }

  /** Brings the watches into the order of the mounts; one that goes on keeps what it remembers. */
  private void follow(List<Mount> now) throws IOException {
    List<MountWatch> old = new ArrayList<>(watches);
    watches.clear();
    questions.clear();
    for (Mount mount : now) {
      MountWatch watch = take(old, mount);
      watches.add(watch);
      questions.add(watch.inquiry);
    }
    for (MountWatch gone : old) {
      gone.close();
    }
  }

  private MountWatch take(List<MountWatch> from, Mount mount) {
    for (MountWatch watch : from) {
      if (watch.isOf(mount)) {
        from.remove(watch);
        return watch;
      }
    }
    return new MountWatch(mount, roots);
  }

  private void report(Readings out) {
    answersTold = inquiries.answers();
    hasSilent = false;
    for (int i = 0; i < watches.size(); i++) {
      report(watches.get(i), out);
    }
  }

  private void report(MountWatch watch, Readings out) {
    Inquiry inquiry = watch.inquiry;
    String place = watch.mount().mountPoint();
    boolean silent = inquiry.pending && isSilent(inquiry, out.nanos());
    inquiry.toldSilent = silent;
    hasSilent |= inquiry.pending;
    if (silent) {
      fail(place, Inquiries.silence(DEADLINE), out);
      reportSoundness(watch, watch.mount().isReadonly(), out);
    } else if (inquiry.failure != null) {
      reportFailure(watch, inquiry.failure, out);
    } else if (inquiry.statistics != null && inquiry.statistics.blocks() > 0) {
      reportSpace(place, inquiry.statistics, inquiry.answerOf, out);
      boolean readonly = watch.mount().isReadonly() || inquiry.statistics.readonly();
      reportSoundness(watch, readonly, out);
    }
  }

  private static boolean isSilent(Inquiry inquiry, long nanos) {
    return nanos - inquiry.askedAt >= DEADLINE.toNanos();
  }

  /** A mount of another user or another namespace is not ours to judge: it has no readings. */
  private static void reportFailure(MountWatch watch, IOException failure, Readings out) {
    if (failure instanceof NotPresentException || failure instanceof NotPermittedException) {
      return;
    }
    fail(watch.mount().mountPoint(), String.valueOf(failure.getMessage()), out);
    reportSoundness(watch, watch.mount().isReadonly(), out);
  }

  private static void fail(String place, String why, Readings out) {
    out.failed(Metric.FILESYSTEM_PERCENT, place, why);
    out.failed(Metric.FILESYSTEM_USED_BYTES, place, why);
    out.failed(Metric.FILESYSTEM_TOTAL_BYTES, place, why);
    out.failed(Metric.INODES_PERCENT, place, why);
    if (place.equals("/")) {
      out.failed(Metric.DISK_PERCENT, "", why);
      out.failed(Metric.DISK_USED_BYTES, "", why);
      out.failed(Metric.DISK_TOTAL_BYTES, "", why);
    }
  }

  private static void reportSpace(
      String place, FilesystemStatistics statistics, long nanos, Readings out) {
    double percent = statistics.usedPercent();
    double used = statistics.usedBytes();
    double total = statistics.totalBytes();
    value(Metric.FILESYSTEM_PERCENT, place, percent, nanos, out);
    value(Metric.FILESYSTEM_USED_BYTES, place, used, nanos, out);
    value(Metric.FILESYSTEM_TOTAL_BYTES, place, total, nanos, out);
    if (statistics.files() > 0) {
      value(Metric.INODES_PERCENT, place, statistics.inodesPercent(), nanos, out);
    }
    if (place.equals("/")) {
      value(Metric.DISK_PERCENT, "", percent, nanos, out);
      value(Metric.DISK_USED_BYTES, "", used, nanos, out);
      value(Metric.DISK_TOTAL_BYTES, "", total, nanos, out);
    }
  }

  private static void value(Metric metric, String place, double value, long nanos, Readings out) {
    out.add(new Sample(metric, place, new Reading.Value(value), nanos));
  }

  private static void reportSoundness(MountWatch watch, boolean readonly, Readings out) {
    String place = watch.mount().mountPoint();
    out.value(Metric.FILESYSTEM_READONLY, place, readonly ? 1 : 0);
    out.value(Metric.FILESYSTEM_FAULT, place, watch.isFaulty() ? 1 : 0);
    if (!Double.isNaN(watch.errors())) {
      out.value(Metric.FILESYSTEM_ERRORS, place, watch.errors());
    }
  }

  /** How many threads are at work or hang; one when all is well. */
  int threads() {
    return inquiries.threads();
  }

  @Override
  public void close() throws IOException {
    inquiries.close();
    ofInit.close();
    ofSelf.close();
    for (MountWatch watch : watches) {
      watch.close();
    }
  }
}
