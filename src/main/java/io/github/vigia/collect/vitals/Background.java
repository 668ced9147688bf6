package io.github.vigia.collect.vitals;

import io.github.vigia.collect.Collector;
import io.github.vigia.collect.Readings;
import io.github.vigia.model.Metric;
import io.github.vigia.model.Sample;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A collector that may block, on a thread of its own. A look never waits: it hands over what the
 * last one found, with the time of that, and starts the next unless one still goes on. One that
 * takes longer than the deadline has failed for as long as it hangs.
 */
public final class Background implements Collector, AutoCloseable {

  private final Collector collector;
  private final Duration deadline;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private @Nullable Thread thread;
  private @Nullable Readings running;
  private @Nullable Readings last;
  private @Nullable IOException failure;
  private boolean hasNews;
  private boolean toldSilent;
  private boolean closed;

  /**
   * @param collector used by one thread of its own from now on
   * @param deadline after which a look that goes on has failed
   */
  public Background(Collector collector, Duration deadline) {
    this.collector = collector;
    this.deadline = deadline;
  }

  @Override
  public Subsystem subsystem() {
    return collector.subsystem();
  }

  @Override
  public List<Metric> metrics() {
    return collector.metrics();
  }

  @Override
  public void collect(Readings out) throws IOException {
    lock.lock();
    try {
      boolean silent = isSilent(out.nanos());
      start(out.at(), out.nanos());
      handOver(silent, out);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void late(Readings out) throws IOException {
    lock.lock();
    try {
      boolean silent = isSilent(out.nanos());
      if (hasNews || (silent && !toldSilent)) {
        handOver(silent, out);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isPending() {
    lock.lock();
    try {
      return running != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean hasNews() {
    lock.lock();
    try {
      return hasNews || running != null;
    } finally {
      lock.unlock();
    }
  }

  private boolean isSilent(long nanos) {
    return running != null && nanos - running.nanos() >= deadline.toNanos();
  }

  private void start(Instant at, long nanos) {
    if (running != null || closed) {
      return;
    }
    running = new Readings(at, nanos);
    if (thread == null) {
      String name = "collect " + subsystem().key();
      thread = Thread.ofPlatform().daemon().name(name).start(this::work);
    }
    wanted.signal();
  }

  private void handOver(boolean silent, Readings out) throws IOException {
    hasNews = false;
    toldSilent = silent;
    if (silent) {
      fail(out);
    } else if (failure != null) {
      throw failure;
    } else if (last != null) {
      for (Sample sample : last.samples()) {
        out.add(sample);
      }
      out.top(last.top());
    }
  }

  /** All that was there at the last look, and all that is there once on every host. */
  private void fail(Readings out) {
    String why = "no answer in " + deadline.toSeconds() + " s";
    for (Metric metric : metrics()) {
      if (metric.label().isEmpty()) {
        out.failed(metric, "", why);
      }
    }
    if (last != null) {
      for (Sample sample : last.samples()) {
        if (!sample.metric().label().isEmpty()) {
          out.failed(sample.metric(), sample.instance(), why);
        }
      }
    }
  }

  private void work() {
    lock.lock();
    try {
      while (!closed) {
        Readings look = running;
        if (look == null) {
          wanted.awaitUninterruptibly();
        } else {
          look(look);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void look(Readings into) {
    IOException problem = new IOException("the look was given up");
    lock.unlock();
    try {
      collector.collect(into);
      problem = null;
    } catch (IOException e) {
      problem = e;
    } catch (RuntimeException | LinkageError e) {
      problem = new IOException("unexpected: " + e, e);
    } finally {
      lock.lock();
      running = null;
      failure = problem;
      last = problem == null ? into : last;
      hasNews = true;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      wanted.signal();
    } finally {
      lock.unlock();
    }
  }
}
