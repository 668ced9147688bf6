package io.github.vigia.kernel;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A block of addresses: {@code 10.0.0.0/8}, one address, or {@code default}. */
public record IpPrefix(InetAddress address, int length) {

  /** Null if the text is none. */
  public static @Nullable IpPrefix parse(String text, boolean v6) {
    if (text.equals("default")) {
      return new IpPrefix(InetAddress.ofLiteral(v6 ? "::" : "0.0.0.0"), 0);
    }
    int bits = v6 ? 128 : 32;
    int slash = text.indexOf('/');
    try {
      InetAddress parsed = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      boolean fits = parsed.getAddress().length * 8 == bits && length >= 0 && length <= bits;
      return fits ? new IpPrefix(parsed, length) : null;
    } catch (IllegalArgumentException _) {
      // Not an address: the word of something that this reader does not know.
      return null;
    }
  }

  /** Whether a text is the address of this host, whatever interface it is reached by. */
  public static boolean isSame(InetAddress host, String text) {
    IpPrefix other = parse(text, host.getAddress().length == 16);
    return other != null && other.covers(host) && text.indexOf('/') < 0 && !text.equals("default");
  }

  public boolean covers(InetAddress host) {
    byte[] own = address.getAddress();
    byte[] other = host.getAddress();
    if (other.length != own.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((other[bit / 8] & mask) != (own[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
