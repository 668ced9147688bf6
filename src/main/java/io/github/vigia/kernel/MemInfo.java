package io.github.vigia.kernel;

/**
 * The fields of {@code /proc/meminfo} that tell how full the memory is, in bytes. Filled anew by
 * each {@link #parse}. Kernel document: filesystems/proc, 1.3.
 */
public final class MemInfo {

  /** What stands for a line that the kernel does not write. */
  private static final long NOT_SAID = -1;

  private static final long MOST_KILOBYTES = Long.MAX_VALUE >> 10;

  private long total;
  private long free;
  private long available;
  private long buffers;
  private long cached;
  private long swapTotal;
  private long swapFree;

  public void parse(Text text) throws MalformedException {
    total = free = available = buffers = cached = swapTotal = swapFree = NOT_SAID;
    do {
      line(text);
    } while (text.nextLine());
    if (total <= 0) {
      throw text.expected("a MemTotal above 0 before this");
    }
    if (available == NOT_SAID && free == NOT_SAID) {
      throw text.expected("MemAvailable or MemFree before this");
    }
  }

  private void line(Text text) throws MalformedException {
    if (text.skip("MemTotal:")) {
      total = bytes(text);
    } else if (text.skip("MemFree:")) {
      free = bytes(text);
    } else if (text.skip("MemAvailable:")) {
      available = bytes(text);
    } else if (text.skip("Buffers:")) {
      buffers = bytes(text);
    } else if (text.skip("Cached:")) {
      cached = bytes(text);
    } else if (text.skip("SwapTotal:")) {
      swapTotal = bytes(text);
    } else if (text.skip("SwapFree:")) {
      swapFree = bytes(text);
    }
  }

  private static long bytes(Text text) throws MalformedException {
    long kilobytes = text.number();
    if (kilobytes < 0 || kilobytes > MOST_KILOBYTES) {
      throw text.expected("a size in kB that fits 63 bits before this");
    }
    return kilobytes << 10;
  }

  public long totalBytes() {
    return total;
  }

  /**
   * What can be given to programs without swapping, at most the total. Kernels before 3.14 do not
   * estimate it: there it is what is free or caches files.
   */
  public long availableBytes() {
    long estimate =
        available != NOT_SAID ? available : free + Math.max(0, buffers) + Math.max(0, cached);
    return Math.clamp(estimate, 0, total);
  }

  /** 0 where there is no swap or the kernel knows none. */
  public long swapTotalBytes() {
    return Math.max(0, swapTotal);
  }

  /** At most the total. */
  public long swapFreeBytes() {
    return Math.clamp(swapFree, 0, swapTotalBytes());
  }
}
