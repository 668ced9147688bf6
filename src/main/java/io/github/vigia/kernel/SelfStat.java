package io.github.vigia.kernel;

/**
 * What {@code /proc/self/stat} tells about the program that reads it. Filled anew by each {@link
 * #parse}. Kernel document: filesystems/proc, table 1-4.
 */
public final class SelfStat {

  /** Words between the state, which follows the name, and utime. */
  private static final int TO_USER_TICKS = 11;

  /** Words between stime and num_threads. */
  private static final int TO_THREADS = 4;

  private long cpuTicks;
  private long threads;
  private long startTicks;

  public void parse(Text text) throws MalformedException {
    afterName(text);
    skip(text, TO_USER_TICKS);
    long user = text.number();
    cpuTicks = user + text.number();
    skip(text, TO_THREADS);
    threads = text.number();
    skip(text, 1);
    startTicks = text.number();
  }

  /** A name may contain parentheses, blanks and line feeds: the last ')' ends it. */
  private static void afterName(Text text) throws MalformedException {
    int at = text.length() - 1;
    while (at >= 0 && text.byteAt(at) != ')') {
      at--;
    }
    if (at < 0) {
      throw text.expected("the name of the program in parentheses");
    }
    text.seek(at + 1);
  }

  private static void skip(Text text, int words) throws MalformedException {
    for (int i = 0; i < words; i++) {
      if (text.atLineEnd()) {
        throw text.expected("more fields");
      }
      text.skipWord();
    }
  }

  /** CPU time in user and kernel code, all threads. */
  public long cpuTicks() {
    return cpuTicks;
  }

  public long threads() {
    return threads;
  }

  /** When it started, in ticks since boot. */
  public long startTicks() {
    return startTicks;
  }
}
