package io.github.vigia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vigia.config.Loaded;
import io.github.vigia.config.Settings;
import io.github.vigia.config.SettingsLoader;
import io.github.vigia.config.Sources;
import io.github.vigia.expose.ReloadReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {

  @TempDir private Path folder;
  private final List<Settings> applied = new ArrayList<>();

  private Loaded loaded(Map<String, String> flags) {
    return SettingsLoader.load(new Sources(null, folder, folder, Map.of(), flags));
  }

  private Reload reload(Map<String, String> before, Map<String, String> after) {
    Reload reload = new Reload(loaded(before), () -> loaded(after));
    reload.applyTo(applied::add);
    return reload;
  }

  @Test
  void whatDiffersIsAppliedAndSaid() {
    Reload reload = reload(Map.of("interval", "1s"), Map.of("interval", "2s"));
    ReloadReport report = reload.now();

    assertThat(report).isEqualTo(new ReloadReport(true, List.of("interval: 1s → 2s"), List.of()));
    assertThat(reload.settings().run().interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(applied).containsExactly(reload.settings());
    assertThat(reload.succeeded()).isTrue();
  }

  @Test
  void theLoopTakesNewSettingsOnce() {
    Reload reload = reload(Map.of(), Map.of("interval", "2s"));
    assertThat(reload.takeNews()).isNull();
    reload.now();

    assertThat(reload.takeNews()).isEqualTo(reload.settings());
    assertThat(reload.takeNews()).isNull();
  }

  @Test
  void settingsWithAnErrorChangeNothing() {
    Reload reload = reload(Map.of("interval", "1s"), Map.of("interval", "soon"));
    ReloadReport report = reload.now();
    reload.now();

    assertThat(report.success()).isFalse();
    assertThat(report.problems()).singleElement().asString().contains("interval", "soon");
    assertThat(reload.settings().run().interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(reload.succeeded()).isFalse();
    assertThat(reload.takeNews()).isNull();
    assertThat(applied).isEmpty();
  }

  @Test
  void whatNeedsARestartIsSaid() {
    assertThat(reload(Map.of(), Map.of("logs.root", "other")).now().changes())
        .containsExactly("logs.root: logs → other (needs a restart)");
  }

  @Test
  void whatNeedsARestartIsSaidAgainUntilThen() {
    Map<String, String> flags = new HashMap<>();
    Reload reload = new Reload(loaded(flags), () -> loaded(flags));
    flags.put("http.listen", "127.0.0.1:9000");
    String change = "http.listen: 127.0.0.1:8000 → 127.0.0.1:9000 (needs a restart)";

    assertThat(reload.now().changes()).containsExactly(change);
    assertThat(reload.now().changes()).containsExactly(change);
    flags.clear();
    assertThat(reload.now().changes()).isEmpty();
  }

  @Test
  void beginsOnlyWithSettingsThatAreGood() {
    Loaded bad = loaded(Map.of("interval", "soon"));

    assertThatThrownBy(() -> new Reload(bad, () -> bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interval");
  }
}
