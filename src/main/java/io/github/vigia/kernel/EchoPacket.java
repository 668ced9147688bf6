package io.github.vigia.kernel;

import java.nio.ByteBuffer;

/**
 * An ICMP echo request and the reply to it, see RFC 792 and RFC 4443: type, code, checksum,
 * identifier, sequence number, then a payload of our own: a cookie that no other program knows.
 */
final class EchoPacket {

  static final int LENGTH = 32;

  private static final int REQUEST = 8;
  private static final int REPLY = 0;
  private static final int REQUEST_6 = 128;
  private static final int REPLY_6 = 129;
  private static final int COOKIE_OFFSET = 8;

  private EchoPacket() {}

  /** Of ICMPv6 the kernel fills in the checksum, because it covers the addresses too. */
  static void writeRequest(byte[] packet, boolean v6, int identifier, int sequence, long cookie) {
    ByteBuffer buffer = ByteBuffer.wrap(packet, 0, LENGTH);
    buffer.put((byte) (v6 ? REQUEST_6 : REQUEST)).put((byte) 0).putShort((short) 0);
    buffer.putShort((short) identifier).putShort((short) sequence);
    buffer.putLong(cookie).putLong(0).putLong(0);
    if (!v6) {
      buffer.putShort(2, (short) checksum(packet, LENGTH));
    }
  }

  /**
   * The sequence number of a reply to a request of ours; -1 if it is anything else.
   *
   * @param withHeader whether an IPv4 header comes first, as raw sockets have it
   */
  static int sequence(
      byte[] bytes, int length, boolean v6, boolean withHeader, int identifier, long cookie) {
    int from = withHeader && length > 0 ? (bytes[0] & 0xf) * 4 : 0;
    if (length - from != LENGTH) {
      return -1;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    boolean ours =
        (buffer.get(from) & 0xff) == (v6 ? REPLY_6 : REPLY)
            && buffer.get(from + 1) == 0
            && (buffer.getShort(from + 4) & 0xffff) == identifier
            && buffer.getLong(from + COOKIE_OFFSET) == cookie;
    return ours ? buffer.getShort(from + 6) & 0xffff : -1;
  }

  /** The Internet checksum, RFC 1071. */
  private static int checksum(byte[] bytes, int length) {
    int sum = 0;
    for (int i = 0; i < length; i += 2) {
      sum += (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return ~sum & 0xffff;
  }
}
