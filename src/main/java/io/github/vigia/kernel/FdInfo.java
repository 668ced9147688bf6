package io.github.vigia.kernel;

/**
 * How a process has a file open, from {@code /proc/PID/fdinfo/N}, see proc_pid_fdinfo(5): {@code
 * pos:\t0\nflags:\t0102001}, the flags of open(2) in octal.
 *
 * @param writes whether it can write
 * @param appends whether each of its writes goes to the end of the file
 */
public record FdInfo(boolean writes, boolean appends) {

  private static final int O_ACCMODE = 3;
  private static final int O_APPEND = 02000;
  private static final int O_PATH = 010000000;

  public static FdInfo parse(Text text) throws MalformedException {
    while (!text.skip("flags:")) {
      if (!text.nextLine()) {
        throw text.expected("'flags:'");
      }
    }
    int flags = octal(text);
    boolean writes = (flags & O_PATH) == 0 && (flags & O_ACCMODE) != 0;
    return new FdInfo(writes, writes && (flags & O_APPEND) != 0);
  }

  private static int octal(Text text) throws MalformedException {
    String word = text.word();
    try {
      return Integer.parseInt(word, 8);
    } catch (NumberFormatException _) {
      // Said with its place instead.
      throw text.expected("flags in octal before this, not '" + word + "'");
    }
  }
}
