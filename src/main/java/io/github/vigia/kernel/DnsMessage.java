package io.github.vigia.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Questions for an address, and whether an answer is one. RFC 1035, section 4. */
public final class DnsMessage {

  static final int HEADER = 12;

  private static final int NO_ERROR = 0;
  private static final int NO_SUCH_NAME = 3;

  private DnsMessage() {}

  /**
   * Asks for the IPv4 address of {@code name}, recursion desired.
   *
   * @throws IllegalArgumentException if it can't be a name
   */
  public static byte[] question(int id, String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(id >> 8);
    out.write(id);
    out.writeBytes(new byte[] {1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    for (String label : name.split("\\.", -1)) {
      byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
      if (bytes.length == 0 || bytes.length > 63) {
        throw new IllegalArgumentException("'" + name + "': expected labels of 1 to 63 bytes");
      }
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    out.writeBytes(new byte[] {0, 0, 1, 0, 1});
    return out.toByteArray();
  }

  /**
   * Whether a server that works sent this to that question: an answer, or word that there is no
   * such name.
   */
  public static boolean answers(byte[] question, byte[] message, int length) {
    if (length < HEADER || message[0] != question[0] || message[1] != question[1]) {
      return false;
    }
    boolean response = (message[2] & 0x80) != 0;
    int code = message[3] & 0x0f;
    return response && (code == NO_ERROR || code == NO_SUCH_NAME);
  }
}
