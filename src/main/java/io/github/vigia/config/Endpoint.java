package io.github.vigia.config;

/**
 * Where a server listens: {@code 127.0.0.1:8000}, {@code [::1]:8000}.
 *
 * @param port 0 = any that is free
 */
record Endpoint(String host, int port) {

  private static final String EXPECTED = "address and port, such as 127.0.0.1:8000 or [::1]:8000";
  private static final int MAX_PORT = 65_535;

  static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw Form.rejected(EXPECTED, text, "");
    }
    if (!Forms.isHost(host)) {
      throw Form.rejected(EXPECTED, text, "");
    }
    return new Endpoint(host, port(text.substring(colon + 1), text));
  }

  static int port(String text, String whole) {
    int port = Forms.whole(text, "a port from 0 to " + MAX_PORT, whole);
    if (port > MAX_PORT) {
      throw new RejectedValueException(whole + " is out of range: a port is at most " + MAX_PORT);
    }
    return port;
  }

  String print() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
