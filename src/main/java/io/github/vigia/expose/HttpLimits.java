package io.github.vigia.expose;

/**
 * What a client may take from the server. The JDK's server reads these as system properties, once,
 * when its classes load; a property that is set already stays.
 *
 * <p>The JDK's own defaults wait for ever for a request, for its answer to be read, and for the
 * number of connections to end.
 */
final class HttpLimits {

  private static final String PREFIX = "sun.net.httpserver.";

  private HttpLimits() {}

  static void apply() {
    // Seconds for request line and headers, also without a first byte.
    set(PREFIX + "maxReqTime", "10");
    // Seconds for the answer, read by the client.
    set(PREFIX + "maxRspTime", "30");
    // Seconds that a connection is kept for its next request.
    set(PREFIX + "idleInterval", "30");
    set(PREFIX + "maxIdleConnections", "64");
    // Bytes of request line and headers; 32 are added for each header.
    set(PREFIX + "maxReqHeaderSize", "16384");
    set(PREFIX + "maxReqHeaders", "64");
    // Bytes of an unwanted body that are read so that the answer arrives.
    set(PREFIX + "drainAmount", "16384");
    // Headers and body are two writes, which must not wait for each other's acknowledgement.
    set(PREFIX + "nodelay", "true");
    // Far below the 1024 file descriptors that the smallest hosts give, for the agent needs some.
    set("jdk.httpserver.maxConnections", "512");
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
