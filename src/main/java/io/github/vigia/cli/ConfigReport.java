package io.github.vigia.cli;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import io.github.vigia.config.Loaded;
import io.github.vigia.config.Origin;
import java.util.ArrayList;
import java.util.List;

/** What {@code vigia config show --json} prints: every key with its value and its origin. */
@Json(naming = Json.Naming.LowerUnderscore)
record ConfigReport(List<Setting> settings) {

  /** One key. */
  record Setting(String key, String value, String origin) {}

  static ConfigReport of(Loaded loaded) {
    List<Setting> settings = new ArrayList<>();
    loaded
        .values()
        .forEach((key, value) -> {
          Origin origin = loaded.origins().getOrDefault(key, Origin.DEFAULT);
          settings.add(new Setting(key, value, origin.text()));
        });
    return new ConfigReport(settings);
  }

  String toJson() {
    return Jsonb.builder().serializeEmpty(true).build().type(ConfigReport.class).toJson(this);
  }
}
