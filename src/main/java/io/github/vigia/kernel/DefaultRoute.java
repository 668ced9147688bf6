package io.github.vigia.kernel;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The gateway of the default route, from {@code /proc/net/route} or, without one there, {@code
 * /proc/net/ipv6_route}, as net/ipv4/fib_trie.c and net/ipv6/route.c of the kernel write them. Of
 * several, the one with the least metric.
 */
public final class DefaultRoute implements AutoCloseable {

  private static final int UP = 1;
  private static final int GATEWAY = 2;
  private static final int REJECT = 0x200;

  private final Roots roots;
  private final HostFile route;
  private final HostFile route6;

  public DefaultRoute(Roots roots) {
    this.roots = roots;
    this.route = new HostFile(roots.proc("net/route"));
    this.route6 = new HostFile(roots.proc("net/ipv6_route"));
  }

  /** Where the default route leads now; null where there is none. */
  public @Nullable InetAddress gateway() throws IOException {
    InetAddress found = null;
    try {
      found = parse(route.read());
    } catch (NotPresentException _) {
      // A kernel without IPv4.
    }
    if (found != null) {
      return found;
    }
    try {
      Gateway6 gateway = parse6(route6.read());
      return gateway == null ? null : scoped(gateway);
    } catch (NotPresentException _) {
      // A kernel without IPv6.
      return null;
    }
  }

  /** A gateway of IPv6, which is nearly always a link-local address: it needs its interface. */
  record Gateway6(InetAddress address, String device) {}

  private InetAddress scoped(Gateway6 gateway) throws IOException {
    if (!gateway.address().isLinkLocalAddress()) {
      return gateway.address();
    }
    String index =
        Files.readString(roots.sys("class/net/" + gateway.device() + "/ifindex")).strip();
    return Inet6Address.getByAddress(
        null, gateway.address().getAddress(), (int) Text.of(index).number());
  }

  /** {@code Iface Destination Gateway Flags RefCnt Use Metric Mask …}, addresses as read by x86. */
  static @Nullable InetAddress parse(Text text) throws MalformedException {
    if (text.atEnd()) {
      return null;
    }
    if (!text.skip("Iface")) {
      throw text.expected("the header 'Iface'");
    }
    InetAddress best = null;
    long least = Long.MAX_VALUE;
    while (text.nextLine()) {
      if (text.atLineEnd()) {
        continue;
      }
      text.skipWord();
      long destination = text.hex();
      long gateway = text.hex();
      long flags = text.hex();
      text.number();
      text.number();
      long metric = text.number();
      boolean isDefault = destination == 0 && text.hex() == 0;
      if (isDefault && (flags & UP) != 0 && (flags & GATEWAY) != 0 && metric < least) {
        least = metric;
        best = address(gateway);
      }
    }
    return best;
  }

  /**
   * {@code destination length source length next-hop metric refs use flags device}, all but the
   * device in hexadecimal.
   */
  static @Nullable Gateway6 parse6(Text text) throws MalformedException {
    Gateway6 best = null;
    long least = Long.MAX_VALUE;
    for (boolean more = !text.atEnd(); more; more = text.nextLine()) {
      if (text.atLineEnd()) {
        continue;
      }
      text.skipWord();
      long length = text.hex();
      text.skipWord();
      text.skipWord();
      String hop = text.word();
      long metric = text.hex();
      text.skipWord();
      text.skipWord();
      long flags = text.hex();
      String device = text.word();
      boolean usable = (flags & (UP | GATEWAY | REJECT)) == (UP | GATEWAY);
      if (length == 0 && usable && metric < least) {
        least = metric;
        best = new Gateway6(address6(text, hop), device);
      }
    }
    return best;
  }

  private static InetAddress address(long lowByteFirst) {
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (lowByteFirst >> (8 * i));
    }
    return address(bytes);
  }

  private static InetAddress address6(Text text, String hop) throws MalformedException {
    try {
      byte[] bytes = HexFormat.of().parseHex(hop);
      if (bytes.length == 16) {
        return address(bytes);
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw text.expected("a next hop of 32 hexadecimal digits before");
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(bytes.length + " bytes are no address", e);
    }
  }

  @Override
  public void close() throws IOException {
    route.close();
    route6.close();
  }
}
