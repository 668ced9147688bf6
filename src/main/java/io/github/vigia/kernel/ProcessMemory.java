package io.github.vigia.kernel;

/**
 * What {@code /proc/PID/status} says of a process's parent, user and memory, see
 * proc_pid_status(5).
 *
 * @param uid its real user
 * @param ownBytes anonymous and swapped memory: what comes back when it ends
 */
public record ProcessMemory(int parent, int uid, long ownBytes) {

  public static ProcessMemory parse(Text text) throws MalformedException {
    long parent = -1;
    long uid = -1;
    long own = 0;
    do {
      if (text.skip("PPid:")) {
        parent = text.number();
      } else if (text.skip("Uid:")) {
        uid = text.number();
      } else if (text.skip("RssAnon:") || text.skip("VmSwap:")) {
        own += text.number() << 10;
      }
    } while (text.nextLine());
    if (parent < 0 || uid < 0) {
      throw text.expected("PPid and Uid before this");
    }
    return new ProcessMemory((int) parent, (int) uid, own);
  }
}
