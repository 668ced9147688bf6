package io.github.vigia.expose;

import java.nio.charset.StandardCharsets;

/**
 * The page being written: families one after the other, samples within them. It holds the promises
 * that a scraper fails a whole page for: a family opens once and only if it has a sample, a label
 * set appears once (the first wins), every value is a finite number.
 */
final class Sheet {

  private static final byte[] END = "# EOF\n".getBytes(StandardCharsets.US_ASCII);

  private final TextBuffer out = new TextBuffer(16 * 1024);
  private final EmittedLabels emitted = new EmittedLabels();
  private Format format = Format.TEXT;
  private Family family = new Family("none", Family.Kind.GAUGE, "");
  private boolean opened;
  private int lineStart;
  private int labelsStart;

  void begin(Format newFormat) {
    format = newFormat;
    out.truncate(0);
  }

  /** Ends the page; the bytes are good until the next begin. */
  TextBuffer end() {
    if (format == Format.OPENMETRICS) {
      out.add(END);
    }
    return out;
  }

  void family(Family next) {
    family = next;
    opened = false;
    emitted.clear();
  }

  /** Begins a line; {@link #label} any number of times and {@link #value} follow. */
  Sheet sample() {
    lineStart = out.length();
    if (!opened) {
      out.add(family.head(format));
    }
    out.add(family.sampleName());
    labelsStart = out.length();
    return this;
  }

  Sheet label(String name, String value) {
    out.add(out.length() == labelsStart ? '{' : ',');
    out.ascii(name);
    out.add('=');
    out.add('"');
    out.labelValue(value);
    out.add('"');
    return this;
  }

  /** Ends the line, or takes it back if it may not be written. */
  void value(double value) {
    if (!isLegal(value) || !emitted.add(out.bytes(), labelsStart, out.length())) {
      out.truncate(lineStart);
      return;
    }
    if (out.length() > labelsStart) {
      out.add('}');
    }
    out.add(' ');
    out.number(value);
    out.add('\n');
    opened = true;
  }

  private boolean isLegal(double value) {
    return Double.isFinite(value) && (value >= 0 || !family.isCounter());
  }
}
