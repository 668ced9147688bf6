package io.github.vigia.kernel;

/**
 * {@code /proc/net/dev}, interface by interface: {@link #start}, then {@link #next} until it says
 * false. Counters are since the interface came up, some drivers start them again.
 */
public final class NetDev {

  public static final int RECEIVED_BYTES = 0;
  public static final int RECEIVED_PACKETS = 1;
  public static final int RECEIVE_ERRORS = 2;
  public static final int RECEIVE_DROPS = 3;
  public static final int RECEIVE_FIFO = 4;
  public static final int RECEIVE_FRAME = 5;
  public static final int RECEIVE_COMPRESSED = 6;
  public static final int RECEIVE_MULTICAST = 7;
  public static final int SENT_BYTES = 8;
  public static final int SENT_PACKETS = 9;
  public static final int SEND_ERRORS = 10;
  public static final int SEND_DROPS = 11;
  public static final int SEND_FIFO = 12;
  public static final int SEND_COLLISIONS = 13;
  public static final int SEND_CARRIER = 14;
  public static final int SEND_COMPRESSED = 15;
  private static final int COLUMNS = 16;

  private final long[] counters = new long[COLUMNS];
  private Text text = Text.of("");
  private int nameFrom;
  private int nameTo;
  private boolean more;

  /** Begins at the first interface, after two lines of headings. */
  public void start(Text from) throws MalformedException {
    text = from;
    if (!text.skip("Inter-|")) {
      throw text.expected("the heading 'Inter-|'");
    }
    if (!text.nextLine()) {
      throw text.expected("a second line of headings");
    }
    more = text.nextLine();
  }

  /** Takes over the next interface; false if there is none left. */
  public boolean next() throws MalformedException {
    if (!more) {
      return false;
    }
    findName();
    for (int i = 0; i < COLUMNS; i++) {
      counters[i] = text.number();
    }
    more = text.nextLine();
    return true;
  }

  /** A name may contain colons itself ({@code eth0:1}): the last one of the line ends it. */
  private void findName() throws MalformedException {
    text.skipBlanks();
    nameFrom = text.position();
    nameTo = -1;
    while (text.skipPast(':')) {
      nameTo = text.position() - 1;
    }
    if (nameTo <= nameFrom) {
      text.seek(nameFrom);
      throw text.expected("the name of an interface and ':'");
    }
  }

  public long counter(int column) {
    return counters[column];
  }

  public boolean isNamed(byte[] name) {
    return text.isAt(nameFrom, nameTo, name);
  }

  public byte[] nameBytes() {
    return text.copy(nameFrom, nameTo);
  }

  /** Bytes that are not UTF-8 become U+FFFD. */
  public String name() {
    return text.slice(nameFrom, nameTo);
  }
}
