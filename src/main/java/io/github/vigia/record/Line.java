package io.github.vigia.record;

import io.avaje.json.JsonWriter;
import java.io.ByteArrayOutputStream;

/** A line that is being made, in a buffer that is used again for the next. */
final class Line extends ByteArrayOutputStream {

  /** UTF-16 units that the library writes at once. */
  private static final int PIECE = 512;

  Line() {
    super(4096);
  }

  /** The buffer itself; {@link #size} bytes of it count. */
  byte[] bytes() {
    return buf;
  }

  /**
   * Writes a string. The library refuses half a surrogate pair, which a name from the host may
   * hold, and makes halves itself where it writes a long text in pieces; as an escape it is good
   * JSON and comes back the same.
   */
  static void string(JsonWriter json, String text) {
    if (isWhole(text)) {
      json.value(text);
    } else {
      json.rawValue(quoted(text));
    }
  }

  /** Whether every surrogate has its other half, and the library does not take it away. */
  static boolean isWhole(String text) {
    boolean inPieces = text.length() > PIECE;
    boolean whole = true;
    for (int i = 0; i < text.length() && whole; i++) {
      whole =
          !Character.isSurrogate(text.charAt(i)) || (!inPieces && !Escape.isLoneSurrogate(text, i));
    }
    return whole;
  }

  /** A JSON string in ASCII. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16).append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit < ' ' || unit == '"' || unit == '\\' || unit >= 0x7f) {
        Escape.unit(out, unit);
      } else {
        out.append(unit);
      }
    }
    return out.append('"').toString();
  }

  /** Writes a number, without {@code .0} where it is whole; null for NaN and infinities. */
  static void number(JsonWriter json, double value) {
    long whole = (long) value;
    if (whole == value && Math.abs(whole) < 1L << 53) {
      json.value(whole);
    } else if (Double.isFinite(value)) {
      json.value(value);
    } else {
      json.nullValue();
    }
  }
}
