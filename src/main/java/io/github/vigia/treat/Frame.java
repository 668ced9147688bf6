package io.github.vigia.treat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One record of the treatments' log as it lies on disk: length of the content, CRC32C of what
 * follows, SHA-256 of the frame before it, content. A length of zero is the end of what was
 * written.
 */
final class Frame {

  static final int HASH = 32;
  static final int HEADER = 8 + HASH;

  /** No record is longer: what is, is not a record. */
  static final int LONGEST = 256 << 10;

  /** What stands in for the hash of the frame before the first. */
  static final byte[] NONE = new byte[HASH];

  private final byte[] bytes;

  private Frame(byte[] bytes) {
    this.bytes = bytes;
  }

  static Frame of(byte[] content, byte[] previous) {
    if (content.length == 0 || content.length > LONGEST) {
      throw new IllegalArgumentException(
          "record of " + content.length + " bytes, expected 1 to " + LONGEST);
    }
    ByteBuffer buffer = ByteBuffer.allocate(HEADER + content.length);
    buffer.putInt(content.length).putInt(0).put(previous).put(content);
    buffer.putInt(4, checksum(buffer.array()));
    return new Frame(buffer.array());
  }

  /** The frame at an offset; null where no whole and sound one is. */
  static @Nullable Frame at(byte[] segment, int offset) {
    if (segment.length - offset < HEADER) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(segment);
    int length = buffer.getInt(offset);
    if (length <= 0 || length > LONGEST || segment.length - offset - HEADER < length) {
      return null;
    }
    byte[] bytes = Arrays.copyOfRange(segment, offset, offset + HEADER + length);
    return checksum(bytes) == buffer.getInt(offset + 4) ? new Frame(bytes) : null;
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 8, bytes.length - 8);
    return (int) crc.getValue();
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  byte[] content() {
    return Arrays.copyOfRange(bytes, HEADER, bytes.length);
  }

  boolean follows(byte[] previous) {
    return Arrays.equals(bytes, 8, HEADER, previous, 0, HASH);
  }

  /** What the next frame says of this one. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
