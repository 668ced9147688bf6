package io.github.vigia.kernel;

/**
 * {@code /proc/sys/fs/file-nr}, see proc_sys_fs(5): {@code 593 0 2466170}.
 *
 * @param open file handles in use
 * @param most file handles there can be
 */
public record FileNr(long open, long most) {

  public static FileNr parse(Text text) throws MalformedException {
    long allocated = text.number();
    long free = text.number();
    return new FileNr(allocated - free, text.number());
  }

  public double percent() {
    return most <= 0 ? Double.NaN : 100.0 * open / most;
  }
}
