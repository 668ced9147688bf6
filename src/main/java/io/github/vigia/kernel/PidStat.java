package io.github.vigia.kernel;

import java.nio.charset.StandardCharsets;

/**
 * {@code /proc/PID/stat}, see proc_pid_stat(5), into one object that is used again and again. The
 * name may hold anything, blanks, parentheses and line feeds too: it goes from the first opening to
 * the last closing parenthesis.
 */
public final class PidStat {

  private static final int LONGEST_NAME = 64;

  private final byte[] name = new byte[LONGEST_NAME];
  private int nameLength;
  private int state;
  private long ticks;
  private long threads;
  private long start;
  private long residentPages;

  public void parse(Text text) throws MalformedException {
    if (!text.skipPast('(')) {
      throw text.expected("'(' before the name of the process");
    }
    int from = text.position();
    int to = text.length() - 1;
    while (to >= from && text.byteAt(to) != ')') {
      to--;
    }
    if (to < from) {
      throw text.expected("')' after the name of the process");
    }
    nameLength = Math.min(to - from, LONGEST_NAME);
    for (int i = 0; i < nameLength; i++) {
      name[i] = text.byteAt(from + i);
    }
    text.seek(to + 1);
    parseNumbers(text);
  }

  private void parseNumbers(Text text) throws MalformedException {
    text.skipBlanks();
    state = text.peek();
    if (state < 'A' || state > 'z') {
      throw text.expected("the letter of a state");
    }
    skip(text, 11);
    ticks = text.number() + text.number();
    skip(text, 4);
    threads = text.number();
    skip(text, 1);
    start = text.number();
    skip(text, 1);
    residentPages = text.number();
  }

  private static void skip(Text text, int words) {
    for (int i = 0; i < words; i++) {
      text.skipWord();
    }
  }

  /** {@code comm} with U+FFFD for what is no UTF-8 and a blank for each control character. */
  public String name() {
    return printable(name, 0, nameLength);
  }

  /** The first bytes of the name, into {@code to}; how many. */
  public int copyName(byte[] to, int at, int most) {
    int length = Math.min(nameLength, most);
    System.arraycopy(name, 0, to, at, length);
    return length;
  }

  /** Bytes of a name as text: U+FFFD for what is no UTF-8, a blank for each control character. */
  public static String printable(byte[] bytes, int from, int length) {
    String decoded = new String(bytes, from, length, StandardCharsets.UTF_8);
    StringBuilder clean = null;
    for (int i = 0; i < decoded.length(); i++) {
      if (Character.isISOControl(decoded.charAt(i))) {
        clean = clean == null ? new StringBuilder(decoded) : clean;
        clean.setCharAt(i, ' ');
      }
    }
    return clean == null ? decoded : clean.toString();
  }

  /** {@code R}, {@code S}, {@code D}, {@code Z}, … */
  public char state() {
    return (char) state;
  }

  /** A process that ended and waits to be waited for. One whose threads live on is none. */
  public boolean isZombie() {
    return state == 'Z' && threads <= 1;
  }

  /** CPU time in user and kernel mode, in ticks of 10 ms. */
  public long ticks() {
    return ticks;
  }

  public long threads() {
    return threads;
  }

  /** When it started, in ticks of 10 ms since boot: tells processes of one number apart. */
  public long start() {
    return start;
  }

  public long residentPages() {
    return residentPages;
  }
}
