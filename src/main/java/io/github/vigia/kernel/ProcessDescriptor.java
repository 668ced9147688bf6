package io.github.vigia.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A process that can't be mistaken for a later one of the same number, see pidfd_open(2), Linux
 * 5.3. Compare its start time after opening it; from then on signals reach this process or nobody.
 */
public final class ProcessDescriptor implements AutoCloseable {

  public static final int SIGKILL = 9;
  public static final int SIGTERM = 15;
  public static final int SIGCHLD = 17;
  public static final int SIGCONT = 18;

  private static final int P_PID = 1;
  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int PID_IN_SIGINFO = 16;

  private final Libc libc;
  private final int descriptor;
  private final int pid;

  private ProcessDescriptor(Libc libc, int descriptor, int pid) {
    this.libc = libc;
    this.descriptor = descriptor;
    this.pid = pid;
  }

  /**
   * Null if there is no such process any more.
   *
   * @throws IOException if the kernel refused
   */
  public static @Nullable ProcessDescriptor open(int pid) throws IOException {
    Libc libc = new Libc();
    long opened = libc.call(Libc.Call.PIDFD_OPEN, pid, 0, 0);
    if (opened == -Libc.ESRCH) {
      return null;
    }
    if (opened < 0) {
      throw new IOException("process " + pid + ": can't be opened: " + Libc.problem(opened));
    }
    return new ProcessDescriptor(libc, (int) opened, pid);
  }

  /**
   * Sends a signal; false if the process is gone.
   *
   * @throws NotPermittedException if it is not ours to signal
   */
  public boolean signal(int signal) throws IOException {
    long result = libc.call(Libc.Call.PIDFD_SEND_SIGNAL, descriptor, signal, 0, 0, 0, 0);
    if (result == -Libc.ESRCH) {
      return false;
    }
    if (result == -Libc.EPERM) {
      throw new NotPermittedException("process " + pid + ": no signal may be sent to it");
    }
    if (result < 0) {
      throw new IOException("process " + pid + ": signal " + signal + ": " + Libc.problem(result));
    }
    return true;
  }

  /**
   * Collects a child of this program that has ended, and no other; false if it has not ended or is
   * none. Not for a child that {@link Process} waits for: its exit code would be gone.
   */
  public static boolean collectChild(int pid) {
    Libc libc = new Libc();
    MemorySegment siginfo = libc.allocate(128);
    long result =
        libc.call(Libc.Call.WAITID, P_PID, pid, siginfo.address(), WEXITED | WNOHANG, 0, 0);
    return result == 0 && siginfo.get(JAVA_INT, PID_IN_SIGINFO) == pid;
  }

  @Override
  public void close() {
    libc.close(descriptor);
  }
}
