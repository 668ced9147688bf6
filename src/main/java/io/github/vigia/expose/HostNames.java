package io.github.vigia.expose;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names by which a browser may speak to the server. A page of another site that points its own
 * name at this host (DNS rebinding) is known by that name, which is none of these.
 */
final class HostNames {

  private final InetAddress bound;
  private final Set<String> names = new HashSet<>();

  /**
   * @param bound the address that the server listens at
   * @param configured the name or address it was told to listen at, and further names
   */
  HostNames(InetAddress bound, Collection<String> configured) {
    this.bound = bound;
    names.add("localhost");
    for (String name : configured) {
      names.add(canonical(name));
    }
  }

  /** Whether the server can be reached from outside of this host. */
  boolean isOpenToTheNetwork() {
    return !bound.isLoopbackAddress();
  }

  /**
   * Whether {@code authority}, a Host header with or without a port, names this server. The port is
   * not compared: a tunnel has another one.
   */
  boolean contains(String authority) {
    String host = host(authority);
    if (host == null) {
      return false;
    }
    if (names.contains(canonical(host))) {
      return true;
    }
    InetAddress literal = literal(host);
    return literal != null
        && (bound.isAnyLocalAddress()
            || literal.equals(bound)
            || (bound.isLoopbackAddress() && literal.isLoopbackAddress()));
  }

  /** The host of {@code host[:port]}, or null if it is not written as RFC 3986, 3.2.2 says. */
  static @Nullable String host(String authority) {
    int end;
    if (authority.startsWith("[")) {
      end = authority.indexOf(']') + 1;
    } else {
      int colon = authority.indexOf(':');
      end = colon < 0 ? authority.length() : colon;
    }
    return end > 0 && isPort(authority, end) && isHost(authority, end)
        ? authority.substring(0, end)
        : null;
  }

  private static boolean isPort(String authority, int start) {
    if (start == authority.length()) {
      return true;
    }
    if (authority.charAt(start) != ':' || authority.length() - start > 6) {
      return false;
    }
    for (int i = start + 1; i < authority.length(); i++) {
      if (authority.charAt(i) < '0' || authority.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isHost(String authority, int end) {
    boolean bracketed = authority.charAt(0) == '[';
    for (int i = bracketed ? 1 : 0; i < (bracketed ? end - 1 : end); i++) {
      char c = authority.charAt(i);
      boolean plain =
          isLetterOrDigit(c)
              || c == '.'
              || (bracketed ? c == ':' || c == '%' : c == '-' || c == '_');
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static @Nullable InetAddress literal(String host) {
    boolean bracketed = host.startsWith("[");
    try {
      return InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host);
    } catch (IllegalArgumentException _) {
      // A name, not an address; nothing is looked up.
      return null;
    }
  }

  private static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
