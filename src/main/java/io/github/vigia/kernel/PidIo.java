package io.github.vigia.kernel;

/** {@code /proc/PID/io}, see proc_pid_io(5). */
public final class PidIo {

  private PidIo() {}

  /** Bytes that the process made the disks read and write. */
  public static long bytes(Text text) throws MalformedException {
    return after(text, "read_bytes:") + after(text, "write_bytes:");
  }

  private static long after(Text text, String key) throws MalformedException {
    while (!text.skip(key)) {
      if (!text.nextLine()) {
        throw text.expected("'" + key + "'");
      }
    }
    return text.number();
  }
}
