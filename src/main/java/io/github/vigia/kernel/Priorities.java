package io.github.vigia.kernel;

import java.io.IOException;

/**
 * How much CPU and disk a thread gets when others want some too: nice value and I/O priority. See
 * setpriority(2), ioprio_set(2). One thread.
 */
public final class Priorities {

  /** {@code IOPRIO_CLASS_IDLE << 13}: the disk only when nobody else wants it. */
  public static final int IO_IDLE = 3 << 13;

  private static final int PRIO_PROCESS = 0;
  private static final int IOPRIO_WHO_PROCESS = 1;

  private final Libc libc = new Libc();

  /** Whether this system is known to have them. */
  public static boolean isAvailable() {
    return Libc.isAvailable();
  }

  /** Nice value of a thread, -20 to 19. */
  public int nice(int thread) throws IOException {
    // The system call, unlike libc's function, gives 20 less it, so that no success is negative.
    return 20 - (int) checked(thread, libc.call(Libc.Call.GETPRIORITY, PRIO_PROCESS, thread, 0));
  }

  public void setNice(int thread, int nice) throws IOException {
    checked(thread, libc.call(Libc.Call.SETPRIORITY, PRIO_PROCESS, thread, nice));
  }

  /** I/O class and level of a thread in one number; 0 where it follows the nice value. */
  public int io(int thread) throws IOException {
    return (int) checked(thread, libc.call(Libc.Call.IOPRIO_GET, IOPRIO_WHO_PROCESS, thread, 0));
  }

  public void setIo(int thread, int priority) throws IOException {
    checked(thread, libc.call(Libc.Call.IOPRIO_SET, IOPRIO_WHO_PROCESS, thread, priority));
  }

  private static long checked(int thread, long result) throws IOException {
    if (result < 0) {
      throw new IOException("priority of thread " + thread + ": " + Libc.problem(result));
    }
    return result;
  }
}
