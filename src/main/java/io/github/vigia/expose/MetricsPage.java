package io.github.vigia.expose;

import io.github.vigia.model.Cycle;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code /metrics} in each of its four forms (two formats, compressed or not), rendered at most
 * once a cycle, however many ask for it at once. A page without a fresh cycle is not kept.
 */
final class MetricsPage {

  private final Exposition exposition;
  private final Gzip gzip;
  private final Map<Form, byte[]> rendered = new HashMap<>();
  private @Nullable Cycle cycle;

  private record Form(Format format, boolean compressed) {}

  MetricsPage(Exposition exposition, Gzip gzip) {
    this.exposition = exposition;
    this.gzip = gzip;
  }

  synchronized byte[] body(Scene scene, Format format, boolean compressed) {
    if (!Objects.equals(scene.cycle(), cycle) || !scene.isFresh()) {
      rendered.clear();
      cycle = scene.isFresh() ? scene.cycle() : null;
    }
    Form form = new Form(format, compressed);
    byte[] known = rendered.get(form);
    if (known != null) {
      return known;
    }
    byte[] body = render(scene, format, compressed);
    if (cycle != null) {
      rendered.put(form, body);
    }
    return body;
  }

  private byte[] render(Scene scene, Format format, boolean compressed) {
    TextBuffer text = exposition.render(format, scene);
    return compressed ? gzip.compress(text.bytes(), text.length()) : text.copy();
  }
}
