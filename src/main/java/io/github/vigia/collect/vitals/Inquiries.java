package io.github.vigia.collect.vitals;

import io.github.vigia.kernel.FilesystemStatistics;
import io.github.vigia.kernel.Statfs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Puts questions to mounts on threads that may hang for ever: one thread answers them all; while it
 * hangs on one, the others get another thread. A mount that has not answered is never asked again,
 * so each holds one thread at most.
 */
final class Inquiries implements AutoCloseable {

  /** With this many mounts hanging, no further thread is risked. */
  private static final int MOST_THREADS = 32;

  /** How long a thread may be at one mount before the next in the queue get another. */
  private static final long HAND_OVER_NANOS = Duration.ofMillis(10).toNanos();

  private final Statfs statfs;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final Condition answered = lock.newCondition();
  private final Deque<Inquiry> queue = new ArrayDeque<>();
  private int threads;
  private int idle;
  private long answers;
  private boolean closed;

  Inquiries(Statfs statfs) {
    this.statfs = statfs;
  }

  /**
   * Asks each that does not owe an answer, and waits for them up to {@code patience}.
   *
   * @param nanos when they are asked
   */
  void ask(List<Inquiry> inquiries, long nanos, Duration patience) {
    lock.lock();
    try {
      for (Inquiry inquiry : inquiries) {
        if (!inquiry.pending) {
          inquiry.pending = true;
          inquiry.askedAt = nanos;
          queue.add(inquiry);
        }
      }
      summon();
      await(inquiries, nanos, patience.toNanos());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void await(List<Inquiry> inquiries, long nanos, long patience)
      throws InterruptedException {
    long left = patience;
    while (left > 0 && isAwaited(inquiries, nanos)) {
      long before = answers;
      long step = Math.min(left, HAND_OVER_NANOS);
      long rest = answered.awaitNanos(step);
      left -= step - Math.max(0, rest);
      if (rest <= 0 && answers == before) {
        summon();
      }
    }
  }

  private static boolean isAwaited(List<Inquiry> inquiries, long nanos) {
    for (int i = 0; i < inquiries.size(); i++) {
      if (inquiries.get(i).pending && inquiries.get(i).askedAt == nanos) {
        return true;
      }
    }
    return false;
  }

  /** Sees to those that wait behind a mount that hangs, without waiting for any. */
  void prod() {
    lock.lock();
    try {
      summon();
    } finally {
      lock.unlock();
    }
  }

  /** How many answers there have been: changes when there is something new. */
  long answers() {
    lock.lock();
    try {
      return answers;
    } finally {
      lock.unlock();
    }
  }

  int threads() {
    lock.lock();
    try {
      return threads;
    } finally {
      lock.unlock();
    }
  }

  /** Runs with no answer coming in meanwhile. */
  void frozen(Runnable reader) {
    lock.lock();
    try {
      reader.run();
    } finally {
      lock.unlock();
    }
  }

  private void summon() {
    if (queue.isEmpty()) {
      return;
    }
    if (idle > 0) {
      asked.signal();
    } else if (threads < MOST_THREADS) {
      threads++;
      Thread.ofPlatform().daemon().name("statfs").start(this::work);
    }
  }

  private void work() {
    lock.lock();
    try {
      while (!closed) {
        Inquiry next = queue.poll();
        if (next != null) {
          answer(next);
        } else if (idle > 0) {
          return;
        } else {
          idle++;
          asked.awaitUninterruptibly();
          idle--;
        }
      }
    } finally {
      threads--;
      lock.unlock();
    }
  }

  private void answer(Inquiry inquiry) {
    FilesystemStatistics statistics = null;
    IOException failure = null;
    lock.unlock();
    try {
      statistics = statfs.ask(inquiry.path);
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      failure = new IOException(inquiry.path + ": " + e, e);
    } finally {
      lock.lock();
      settle(inquiry, statistics, failure);
    }
  }

  private void settle(
      Inquiry inquiry, @Nullable FilesystemStatistics statistics, @Nullable IOException failure) {
    inquiry.statistics = statistics;
    inquiry.failure = failure;
    inquiry.answerOf = inquiry.askedAt;
    inquiry.pending = false;
    answers++;
    answered.signalAll();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      asked.signalAll();
    } finally {
      lock.unlock();
    }
  }

  static String silence(Duration deadline) {
    return "no answer in " + TimeUnit.NANOSECONDS.toSeconds(deadline.toNanos()) + " s";
  }
}
