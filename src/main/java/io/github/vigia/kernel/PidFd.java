package io.github.vigia.kernel;

import java.io.IOException;

/**
 * One process for good: its number may be given to another one, this may not. See pidfd_open(2),
 * pidfd_send_signal(2), process_mrelease(2). One thread.
 */
public final class PidFd implements AutoCloseable {

  public static final int SIGKILL = 9;
  public static final int SIGTERM = 15;

  private final Libc libc = new Libc();
  private final int pid;
  private final int descriptor;

  /**
   * Opens the process that has this number now; who read about it before compares its start time
   * once more.
   *
   * @throws IOException if there is none, or the kernel (before 5.3) knows no such thing
   */
  public PidFd(int pid) throws IOException {
    this.pid = pid;
    this.descriptor = (int) libc.call(Libc.Call.PIDFD_OPEN, pid, 0, 0);
    if (descriptor < 0) {
      throw new IOException("process " + pid + ": " + Libc.problem(descriptor));
    }
  }

  /** Whether it can still be sent signals; a zombie can, in the kernel's view. */
  public boolean exists() {
    return libc.call(Libc.Call.PIDFD_SEND_SIGNAL, descriptor, 0, 0) == 0;
  }

  /**
   * Sends a signal; false if the process is gone.
   *
   * @throws IOException if it may not be sent
   */
  public boolean signal(int number) throws IOException {
    long sent = libc.call(Libc.Call.PIDFD_SEND_SIGNAL, descriptor, number, 0);
    if (sent < 0 && sent != -Libc.ESRCH) {
      throw new IOException("process " + pid + ": signal " + number + ": " + Libc.problem(sent));
    }
    return sent == 0;
  }

  /** Takes the memory of a process that was killed at once; false where the kernel can't. */
  public boolean releaseMemory() {
    return libc.call(Libc.Call.PROCESS_MRELEASE, descriptor, 0, 0) == 0;
  }

  @Override
  public void close() {
    libc.close(descriptor);
  }
}
