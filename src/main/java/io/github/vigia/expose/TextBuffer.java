package io.github.vigia.expose;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of text that grow to the size of a page once, and are then written over again. */
final class TextBuffer {

  private static final double LARGEST_WHOLE = 1e15;
  private static final double LARGEST_FRACTION = 1e12;
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  private byte[] bytes;
  private int length;

  TextBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  /** The bytes themselves, of which the first {@link #length} count, until the next write. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  /** Forgets all that was written after the first {@code newLength} bytes. */
  void truncate(int newLength) {
    length = newLength;
  }

  void add(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  void add(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  /** Writes text that has no character above 0x7f. */
  void ascii(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  /**
   * Writes a label value as UTF-8 with backslash, quote and line feed escaped. What no scraper
   * promises to read (a control character, half of a surrogate pair) comes out as U+FFFD.
   */
  void labelValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' || c == '"') {
        add('\\');
        add(c);
      } else if (c == '\n') {
        add('\\');
        add('n');
      } else if ((c < ' ' && c != '\t') || c == 0x7f) {
        add(REPLACEMENT);
      } else if (c < 0x80) {
        add(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        utf8(Character.toCodePoint(c, value.charAt(++i)));
      } else {
        utf8(Character.isSurrogate(c) ? 0xFFFD : c);
      }
    }
  }

  /** Writes a finite number so that parsing it gives exactly {@code value} again. */
  void number(double value) {
    double size = Math.abs(value);
    if (size < LARGEST_WHOLE && size == Math.rint(size)) {
      sign(value);
      digits((long) size);
      return;
    }
    if (size < LARGEST_FRACTION) {
      long thousandths = Math.round(size * 1000);
      if (Double.compare(thousandths / 1000.0, size) == 0) {
        sign(value);
        decimal(thousandths);
        return;
      }
    }
    ascii(Double.toString(value));
  }

  private void sign(double value) {
    if (Double.doubleToRawLongBits(value) < 0) {
      add('-');
    }
  }

  private void decimal(long thousandths) {
    digits(thousandths / 1000);
    add('.');
    int rest = (int) (thousandths % 1000);
    add((char) ('0' + rest / 100));
    if (rest % 100 != 0) {
      add((char) ('0' + rest / 10 % 10));
    }
    if (rest % 10 != 0) {
      add((char) ('0' + rest % 10));
    }
  }

  private void digits(long whole) {
    int count = 1;
    for (long rest = whole / 10; rest != 0; rest /= 10) {
      count++;
    }
    reserve(count);
    long rest = whole;
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  private void utf8(int codePoint) {
    reserve(4);
    if (codePoint < 0x800) {
      bytes[length++] = (byte) (0xC0 | codePoint >> 6);
    } else if (codePoint < 0x10000) {
      bytes[length++] = (byte) (0xE0 | codePoint >> 12);
      bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    } else {
      bytes[length++] = (byte) (0xF0 | codePoint >> 18);
      bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    }
    bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
