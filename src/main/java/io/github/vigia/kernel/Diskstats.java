package io.github.vigia.kernel;

/**
 * {@code /proc/diskstats}, see Documentation/admin-guide/iostats.rst of the kernel, as a cursor:
 * one line at a time, without garbage. Sectors are of 512 bytes.
 */
public final class Diskstats {

  private Text text = Text.of("");
  private int nameFrom;
  private int nameTo;
  private long reads;
  private long sectorsRead;
  private long writes;
  private long sectorsWritten;
  private long busyMillis;
  private boolean started;

  /** Stands before the first line of {@code text}. */
  public void reset(Text text) {
    this.text = text;
    started = false;
  }

  /** Goes to the next device; false at the end. */
  public boolean next() throws MalformedException {
    boolean more = started ? text.nextLine() : !text.atEnd();
    started = true;
    while (more && text.atLineEnd()) {
      more = text.nextLine();
    }
    if (more) {
      parseLine();
    }
    return more;
  }

  private void parseLine() throws MalformedException {
    text.number();
    text.number();
    text.skipBlanks();
    nameFrom = text.position();
    text.skipWord();
    nameTo = text.position();
    if (nameFrom == nameTo) {
      throw text.expected("the name of a device");
    }
    reads = text.number();
    text.number();
    sectorsRead = text.number();
    text.number();
    writes = text.number();
    text.number();
    sectorsWritten = text.number();
    text.number();
    text.number();
    busyMillis = text.number();
  }

  /** Whether this line is of {@code device}. */
  public boolean isOf(String device) {
    if (device.length() != nameTo - nameFrom) {
      return false;
    }
    for (int i = 0; i < device.length(); i++) {
      if (text.byteAt(nameFrom + i) != device.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  public String name() {
    return text.slice(nameFrom, nameTo);
  }

  public long reads() {
    return reads;
  }

  public long sectorsRead() {
    return sectorsRead;
  }

  public long writes() {
    return writes;
  }

  public long sectorsWritten() {
    return sectorsWritten;
  }

  /** Milliseconds with a request in flight: 32 bits, so it wraps after 50 days of work. */
  public long busyMillis() {
    return busyMillis;
  }
}
