package io.github.vigia.expose;

import io.github.vigia.model.Cycle;
import java.util.List;
import java.util.Map;

/** Whole pages, rendered as the server does. */
final class Pages {

  private Pages() {}

  static Exposition exposition() {
    RequestCounts requests = new RequestCounts();
    requests.add(Route.METRICS, 200);
    requests.add(Route.METRICS, 200);
    requests.add(Route.OTHER, 404);
    return new Exposition(
        new OwnSeries(Cycles::rules, "0.1.0", "25.0.3+9-LTS", requests), new OtherSeries(List::of));
  }

  static byte[] render(Format format, Cycle cycle) {
    return exposition().render(format, new Scene(cycle, 0.25, true)).copy();
  }

  static Map<String, Double> series(Format format, Cycle cycle) {
    return StrictPage.parse(render(format, cycle), format);
  }
}
