package io.github.vigia.kernel;

/** Sends signals to processes and to process groups. See kill(2). */
public final class Kill {

  public static final int SIGKILL = 9;
  public static final int SIGTERM = 15;
  public static final int SIGSTOP = 19;

  private Kill() {}

  /**
   * Signals one process, or with a negative number a whole group, all at once. False where there is
   * none, or it is not ours to signal.
   *
   * @throws IllegalArgumentException for 0, 1 and -1, which would mean ourselves, init, and all
   */
  public static boolean send(int pid, int signal) {
    if (Math.abs((long) pid) <= 1) {
      throw new IllegalArgumentException("pid " + pid + ": expected one process or one group");
    }
    return new Libc().call(Libc.Call.KILL, pid, signal, 0) == 0;
  }
}
