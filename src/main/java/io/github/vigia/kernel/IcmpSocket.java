package io.github.vigia.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * A socket for ICMP echo: a datagram socket, see icmp(7), which needs no privilege where {@code
 * net.ipv4.ping_group_range} holds our group; else a raw one, see raw(7), for root. One thread.
 */
final class IcmpSocket implements AutoCloseable {

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_FLAGS = 0x80000 | 0x800; // close-on-exec, non-blocking
  private static final int IPPROTO_ICMP = 1;
  private static final int IPPROTO_ICMPV6 = 58;
  private static final int SOL_RAW = 255;
  private static final int FILTER = 1; // ICMP_FILTER and ICMPV6_FILTER
  private static final int ADDRESS_LENGTH = 28; // struct sockaddr_in6

  private final Libc libc = new Libc();
  private final MemorySegment buffer = libc.allocate(512);
  private final MemorySegment address = libc.allocate(32);
  private final MemorySegment size = libc.allocate(8);
  private final byte[] bytes = new byte[512];
  private final byte[] sender = new byte[16];
  private final boolean v6;
  private final boolean raw;
  private final int descriptor;
  private final int identifier;
  private final long cookie;
  private long sentAt;
  private long receivedAt;

  /**
   * Opens the better one of the two that is permitted.
   *
   * @throws NotPermittedException if neither is
   * @throws IOException if there is no such protocol here
   */
  IcmpSocket(boolean v6) throws IOException {
    this.v6 = v6;
    int datagram = socket(SOCK_DGRAM);
    raw = datagram < 0;
    descriptor = raw ? socket(SOCK_RAW) : datagram;
    if (descriptor == -Libc.EACCES || descriptor == -Libc.EPERM) {
      throw new NotPermittedException(
          "ICMP: neither net.ipv4.ping_group_range nor a privilege permits it");
    }
    if (descriptor < 0) {
      throw new IOException("ICMP: no socket: " + Libc.problem(descriptor));
    }
    cookie = libc.random();
    identifier = raw ? (int) (cookie & 0xffff) : bindIdentifier();
    if (raw) {
      acceptOnlyReplies();
    }
  }

  private int socket(int type) {
    return (int)
        libc.call(
            Libc.Call.SOCKET,
            v6 ? AF_INET6 : AF_INET,
            type | SOCK_FLAGS,
            v6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP);
  }

  /** Lets the kernel choose the identifier, which of a datagram socket is its port. */
  private int bindIdentifier() throws IOException {
    address.fill((byte) 0);
    address.set(JAVA_SHORT, 0, (short) (v6 ? AF_INET6 : AF_INET));
    long bound = libc.call(Libc.Call.BIND, descriptor, address.address(), v6 ? 28 : 16);
    size.set(JAVA_INT, 0, ADDRESS_LENGTH);
    if (bound == 0) {
      bound = libc.call(Libc.Call.GETSOCKNAME, descriptor, address.address(), size.address());
    }
    if (bound < 0) {
      close();
      throw new IOException("ICMP: no identifier: " + Libc.problem(bound));
    }
    return (address.get(JAVA_BYTE, 2) & 0xff) << 8 | (address.get(JAVA_BYTE, 3) & 0xff);
  }

  /** A raw socket sees all ICMP of the host; the kernel drops what is no echo reply. */
  private void acceptOnlyReplies() {
    buffer.fill((byte) 0xff);
    if (v6) {
      int word = 129 / 32;
      buffer.setAtIndex(JAVA_INT, word, ~(1 << 129 % 32));
    } else {
      buffer.set(JAVA_INT, 0, ~1);
    }
    libc.call(
        Libc.Call.SETSOCKOPT,
        descriptor,
        v6 ? IPPROTO_ICMPV6 : SOL_RAW,
        FILTER,
        buffer.address(),
        v6 ? 32 : 4,
        0);
  }

  boolean isRaw() {
    return raw;
  }

  int descriptor() {
    return descriptor;
  }

  /** Sends one request; 0, or {@code -errno}. */
  int send(InetAddress to, int sequence) {
    EchoPacket.writeRequest(bytes, v6, identifier, sequence, cookie);
    MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, 0, EchoPacket.LENGTH);
    writeAddress(to);
    sentAt = System.nanoTime();
    long sent =
        libc.call(
            Libc.Call.SENDTO,
            descriptor,
            buffer.address(),
            EchoPacket.LENGTH,
            0,
            address.address(),
            v6 ? 28 : 16);
    return (int) Math.min(0, sent);
  }

  /**
   * {@code struct sockaddr_in}: family, port, address; {@code struct sockaddr_in6}: family, port,
   * flow, address, scope.
   */
  private void writeAddress(InetAddress to) {
    byte[] octets = to.getAddress();
    address.fill((byte) 0);
    address.set(JAVA_SHORT, 0, (short) (v6 ? AF_INET6 : AF_INET));
    MemorySegment.copy(octets, 0, address, JAVA_BYTE, v6 ? 8 : 4, octets.length);
    if (to instanceof Inet6Address inet6) {
      address.set(JAVA_INT, 24, inet6.getScopeId());
    }
  }

  /**
   * Takes one packet: the sequence number of a reply to us, -1 for what is none, -2 if nothing
   * waits. The address it came from is then {@link #isFrom}.
   */
  int receive() throws IOException {
    size.set(JAVA_INT, 0, ADDRESS_LENGTH);
    long length =
        libc.call(
            Libc.Call.RECVFROM,
            descriptor,
            buffer.address(),
            buffer.byteSize(),
            0,
            address.address(),
            size.address());
    receivedAt = System.nanoTime();
    if (length == -Libc.EAGAIN || length == -Libc.EINTR) {
      return -2;
    }
    if (length < 0) {
      throw new IOException("ICMP: nothing can be received: " + Libc.problem(length));
    }
    MemorySegment.copy(buffer, JAVA_BYTE, 0, bytes, 0, (int) length);
    MemorySegment.copy(address, JAVA_BYTE, v6 ? 8 : 4, sender, 0, v6 ? 16 : 4);
    return EchoPacket.sequence(bytes, (int) length, v6, raw && !v6, identifier, cookie);
  }

  /** Monotonic clock just before the last request was sent. */
  long sentAt() {
    return sentAt;
  }

  /** Monotonic clock just after the last packet was taken. */
  long receivedAt() {
    return receivedAt;
  }

  boolean isFrom(byte[] octets) {
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] != sender[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    libc.close(descriptor);
  }
}
