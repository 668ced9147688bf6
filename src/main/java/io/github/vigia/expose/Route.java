package io.github.vigia.expose;

/** What is served. */
enum Route {
  PAGE("/"),
  HEALTH("/health"),
  METRICS("/metrics"),
  /** Any other path: not found. */
  OTHER("other");

  private final String path;

  Route(String path) {
    this.path = path;
  }

  /** The path as it must be asked for, byte by byte: no escapes, no {@code ..}, no last slash. */
  String path() {
    return path;
  }

  /** Whether any Host may ask for it where the server is open to the network: scrapers do. */
  boolean isForScrapers() {
    return this == HEALTH || this == METRICS;
  }

  static Route of(String rawPath) {
    return switch (rawPath) {
      case "/" -> PAGE;
      case "/health" -> HEALTH;
      case "/metrics" -> METRICS;
      default -> OTHER;
    };
  }
}
