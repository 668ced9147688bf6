package io.github.vigia.kernel;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Bytes of a kernel file, read from left to right without making garbage. Numbers and words are
 * separated by spaces and tabs; a line ends at a line feed or at the end of the text. One thread.
 */
public final class Text {

  /** The largest 64-bit number without sign, less its last digit, which is 5. */
  private static final long LARGEST_TENTH = 1844674407370955161L;

  private byte[] bytes;
  private int end;
  private int at;
  private String source = "";

  public Text(byte[] bytes, int length) {
    this.bytes = bytes;
    this.end = length;
  }

  public static Text of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Text(bytes, bytes.length);
  }

  /** A text that complaints place in {@code source}. */
  static Text from(Path source) {
    Text text = new Text(new byte[0], 0);
    text.source = source + " ";
    return text;
  }

  /** Starts again on other bytes. */
  void reset(byte[] bytes, int length) {
    this.bytes = bytes;
    this.end = length;
    this.at = 0;
  }

  public int length() {
    return end;
  }

  public int position() {
    return at;
  }

  public boolean atEnd() {
    return at >= end;
  }

  /** Whether nothing but blanks is left on this line. */
  public boolean atLineEnd() {
    skipBlanks();
    return at >= end || bytes[at] == '\n';
  }

  /** Goes to the first byte of the next line; false at the end of the text. */
  public boolean nextLine() {
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    if (at < end) {
      at++;
    }
    return at < end;
  }

  public void skipBlanks() {
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
  }

  /** Skips one word and the blanks before it. */
  public void skipWord() {
    skipBlanks();
    while (at < end && !isSeparator(bytes[at])) {
      at++;
    }
  }

  /** Whether the text goes on with {@code word}; if so, it is skipped. */
  public boolean skip(String word) {
    if (end - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += word.length();
    return true;
  }

  /** Skips all up to and including {@code stop}, within this line; false if it is not there. */
  public boolean skipPast(char stop) {
    for (int i = at; i < end && bytes[i] != '\n'; i++) {
      if (bytes[i] == stop) {
        at = i + 1;
        return true;
      }
    }
    return false;
  }

  /** The byte here, or -1 at the end. */
  public int peek() {
    return at < end ? bytes[at] & 0xff : -1;
  }

  /** The byte at an absolute position; the caller keeps it within {@link #length}. */
  public byte byteAt(int index) {
    return bytes[index];
  }

  public void seek(int position) {
    at = Math.clamp(position, 0, end);
  }

  /**
   * A word: all up to the next blank, line end or the end. Bytes that are not UTF-8 become U+FFFD.
   */
  public String word() throws MalformedException {
    skipBlanks();
    int from = at;
    skipWord();
    if (at == from) {
      throw expected("a word");
    }
    return new String(bytes, from, at - from, StandardCharsets.UTF_8);
  }

  /** Whether exactly {@code other} is what stands from {@code from} to {@code to}. */
  public boolean isAt(int from, int to, byte[] other) {
    return Arrays.equals(bytes, from, to, other, 0, other.length);
  }

  public byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  public String slice(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /**
   * A decimal integer. One of 64 bits without sign that does not fit a long (a counter close to its
   * wrap) comes back as the same bits, negative.
   */
  public long number() throws MalformedException {
    skipBlanks();
    boolean negative = at < end && bytes[at] == '-';
    if (negative) {
      at++;
    }
    int from = at;
    long value = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      int digit = bytes[at] - '0';
      if (at - from >= 19 && (at - from >= 20 || overflows(value, digit))) {
        throw expected("a number of at most 64 bits");
      }
      value = value * 10 + digit;
      at++;
    }
    if (at == from) {
      throw expected("a number");
    }
    if (negative && value < 0 && value != Long.MIN_VALUE) {
      throw expected("a negative number of at most 63 bits");
    }
    return negative ? -value : value;
  }

  private static boolean overflows(long value, int digit) {
    int order = Long.compareUnsigned(value, LARGEST_TENTH);
    return order > 0 || (order == 0 && digit > 5);
  }

  /** A decimal fraction without exponent: {@code 0.21}. */
  public double decimal() throws MalformedException {
    skipBlanks();
    boolean negative = at < end && bytes[at] == '-';
    long whole = number();
    double value = negative || whole >= 0 ? whole : (whole >>> 1) * 2.0;
    if (at < end && bytes[at] == '.') {
      at++;
      int from = at;
      double scale = 1;
      double fraction = 0;
      while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
        if (at - from < 15) {
          fraction = fraction * 10 + (bytes[at] - '0');
          scale *= 10;
        }
        at++;
      }
      if (at == from) {
        throw expected("a digit after the point");
      }
      value = negative ? value - fraction / scale : value + fraction / scale;
    }
    return value;
  }

  /** A hexadecimal integer without prefix: {@code 0101A8C0}. */
  public long hex() throws MalformedException {
    skipBlanks();
    int from = at;
    long value = 0;
    while (at < end) {
      int digit = Character.digit(bytes[at], 16);
      if (digit < 0) {
        break;
      }
      if (at - from >= 16) {
        throw expected("a hexadecimal number of at most 64 bits");
      }
      value = value << 4 | digit;
      at++;
    }
    if (at == from) {
      throw expected("a hexadecimal number");
    }
    return value;
  }

  /** The complaint that {@code what} is not here, with what is. */
  public MalformedException expected(String what) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < at && i < end; i++) {
      if (bytes[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    if (at >= end) {
      return new MalformedException(
          "%sline %d:%d: expected %s, but the text ends"
              .formatted(source, line, at - lineStart + 1, what));
    }
    int shown = at;
    while (shown < end && shown - at < 24 && bytes[shown] != '\n') {
      shown++;
    }
    return new MalformedException(
        "%sline %d:%d: expected %s, found '%s'"
            .formatted(source, line, at - lineStart + 1, what, slice(at, shown)));
  }

  private static boolean isSeparator(byte b) {
    return b == ' ' || b == '\t' || b == '\n';
  }
}
