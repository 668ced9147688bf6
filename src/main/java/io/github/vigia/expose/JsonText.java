package io.github.vigia.expose;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A JSON text (RFC 8259) written from the front to the end. */
final class JsonText {

  private static final String HEX = "0123456789abcdef";
  private static final double LARGEST_WHOLE = 1e15;

  private final StringBuilder out = new StringBuilder(1024);
  private boolean needsComma;

  JsonText beginObject() {
    separate();
    out.append('{');
    needsComma = false;
    return this;
  }

  JsonText endObject() {
    out.append('}');
    needsComma = true;
    return this;
  }

  JsonText name(String name) {
    separate();
    quote(name);
    out.append(':');
    needsComma = false;
    return this;
  }

  JsonText string(@Nullable String value) {
    separate();
    if (value == null) {
      out.append("null");
    } else {
      quote(value);
    }
    return this;
  }

  /** Writes a number, or null for one that JSON has no notation for. */
  JsonText number(double value) {
    separate();
    if (!Double.isFinite(value)) {
      out.append("null");
    } else if (Math.abs(value) < LARGEST_WHOLE && value == Math.rint(value)) {
      out.append((long) value);
    } else {
      out.append(value);
    }
    return this;
  }

  JsonText bool(boolean value) {
    separate();
    out.append(value);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  byte[] toBytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void separate() {
    if (needsComma) {
      out.append(',');
    }
    needsComma = true;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f || isHalfOfAPair(text, i)) {
            escape(c < 0x80 ? c : 0xFFFD);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** A lone surrogate has no UTF-8, and some readers refuse the whole text for one. */
  private static boolean isHalfOfAPair(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private void escape(int unit) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(unit >> shift & 0xF));
    }
  }
}
