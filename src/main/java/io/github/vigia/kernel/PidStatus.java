package io.github.vigia.kernel;

/**
 * The lines of {@code /proc/PID/status} that tell what may be done about a process, see
 * proc_pid_status(5). A line that is missing on an old kernel counts as zero.
 *
 * @param tracer pid of the debugger, 0 if there is none
 * @param uid effective user
 * @param ignored, caught signals, bit n - 1 for signal n
 * @param innermostPid its number in the innermost pid namespace that it is in
 */
public record PidStatus(
    char state, int parent, int tracer, int uid, long ignored, long caught, int innermostPid) {

  public static PidStatus parse(Text text) throws MalformedException {
    char state = '?';
    long parent = 0;
    long tracer = 0;
    long uid = 0;
    long ignored = 0;
    long caught = 0;
    long innermost = 0;
    do {
      if (text.skip("State:")) {
        text.skipBlanks();
        state = (char) Math.max(text.peek(), '?');
      } else if (text.skip("PPid:")) {
        parent = text.number();
      } else if (text.skip("TracerPid:")) {
        tracer = text.number();
      } else if (text.skip("Uid:")) {
        text.skipWord();
        uid = text.number();
      } else if (text.skip("SigIgn:")) {
        ignored = text.hex();
      } else if (text.skip("SigCgt:")) {
        caught = text.hex();
      } else if (text.skip("NSpid:")) {
        while (!text.atLineEnd()) {
          innermost = text.number();
        }
      }
    } while (text.nextLine());
    return new PidStatus(
        state, (int) parent, (int) tracer, (int) uid, ignored, caught, (int) innermost);
  }

  public boolean isStopped() {
    return state == 'T' && tracer == 0;
  }

  public boolean catches(int signal) {
    return (caught & 1L << (signal - 1)) != 0;
  }

  public boolean ignores(int signal) {
    return (ignored & 1L << (signal - 1)) != 0;
  }
}
