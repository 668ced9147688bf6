package io.github.vigia.config;

/**
 * An environment variable that sets a key, or a part of it.
 *
 * @param unit of its bare number; empty where it has none
 */
record Variable(String name, String unit, Part part) {

  /** What of the key's value it says. */
  enum Part {
    WHOLE,
    HOST,
    PORT
  }

  static Variable of(String name, String unit) {
    return new Variable(name, unit, Part.WHOLE);
  }

  /** The key's value as {@code raw} makes it, where it was {@code current} before. */
  String applied(String raw, String current) {
    return switch (part) {
      case WHOLE -> !unit.isEmpty() && Numbers.isBare(raw) ? raw + unit : raw;
      case HOST -> new Endpoint(host(raw), Endpoint.parse(current).port()).print();
      case PORT -> new Endpoint(Endpoint.parse(current).host(), Endpoint.port(raw, raw)).print();
    };
  }

  private static String host(String raw) {
    if (!Forms.isHost(raw)) {
      throw Form.rejected("an address or a host name", raw, "");
    }
    return raw;
  }
}
