package io.github.vigia.expose;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request on the control socket: words separated by spaces, ended by a line feed. What a word may
 * not hold is written as in a web form, so {@code pause 2h a+backup} has three words. There is no
 * empty word.
 */
final class ControlLine {

  private ControlLine() {}

  static String encode(String command, List<String> arguments) {
    StringBuilder line = new StringBuilder(URLEncoder.encode(command, StandardCharsets.UTF_8));
    for (String argument : arguments) {
      line.append(' ').append(URLEncoder.encode(argument, StandardCharsets.UTF_8));
    }
    return line.append('\n').toString();
  }

  /**
   * The words of a line without its end.
   *
   * @throws IllegalArgumentException if an escape is not one
   */
  static List<String> decode(String line) {
    List<String> words = new ArrayList<>();
    int start = 0;
    while (start <= line.length()) {
      int space = line.indexOf(' ', start);
      int end = space < 0 ? line.length() : space;
      if (end > start) {
        words.add(URLDecoder.decode(line.substring(start, end), StandardCharsets.UTF_8));
      }
      start = end + 1;
    }
    return words;
  }

  /**
   * Reads up to a line feed, or to the end of what the other side sends.
   *
   * @throws IOException if there is more than {@code maxBytes} of it
   */
  static String read(ReadableByteChannel channel, int maxBytes) throws IOException {
    TextBuffer line = new TextBuffer(256);
    ByteBuffer chunk = ByteBuffer.allocate(Math.min(maxBytes + 1, 8192));
    while (channel.read(chunk) >= 0) {
      chunk.flip();
      while (chunk.hasRemaining()) {
        char c = (char) chunk.get();
        if (c == '\n') {
          return new String(line.bytes(), 0, line.length(), StandardCharsets.UTF_8);
        }
        if (line.length() == maxBytes) {
          throw new IOException("line is longer than " + maxBytes + " bytes");
        }
        line.add(c);
      }
      chunk.clear();
    }
    return new String(line.bytes(), 0, line.length(), StandardCharsets.UTF_8);
  }
}
