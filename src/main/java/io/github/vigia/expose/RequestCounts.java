package io.github.vigia.expose;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many requests were answered, by path and code, both out of a fixed list. */
final class RequestCounts {

  private static final Route[] ROUTES = Route.values();
  private static final int[] CODES = {200, 400, 404, 405, 421, 500, 503};
  private static final String[] CODE_NAMES = {"200", "400", "404", "405", "421", "500", "503"};

  private final Map<Route, AtomicLongArray> counts = new EnumMap<>(Route.class);

  RequestCounts() {
    for (Route route : ROUTES) {
      counts.put(route, new AtomicLongArray(CODES.length));
    }
  }

  /** Receives one count. */
  @FunctionalInterface
  interface Visitor {
    void visit(String path, String code, long count);
  }

  void add(Route route, int code) {
    for (int i = 0; i < CODES.length; i++) {
      if (CODES[i] == code) {
        requireNonNull(counts.get(route)).incrementAndGet(i);
        return;
      }
    }
    throw new IllegalArgumentException("code " + code + " is not one that the server answers with");
  }

  /** Visits what happened at least once. */
  void forEach(Visitor visitor) {
    for (Map.Entry<Route, AtomicLongArray> entry : counts.entrySet()) {
      for (int i = 0; i < CODES.length; i++) {
        long count = entry.getValue().get(i);
        if (count > 0) {
          visitor.visit(entry.getKey().path(), CODE_NAMES[i], count);
        }
      }
    }
  }
}
