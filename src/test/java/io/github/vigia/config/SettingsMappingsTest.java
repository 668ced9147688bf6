package io.github.vigia.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Signal;
import io.github.vigia.model.Subsystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsMappingsTest {

  @TempDir private Path folder;

  @Test
  void everyKeyOfTheListIsInTheFileAndDiffersFromItsDefault() throws IOException {
    Loaded loaded = everyKey().load();
    assertThat(loaded.problems()).isEmpty();
    for (Key<?> key : Keys.all()) {
      assertThat(loaded.values().get(key.path())).as(key.path()).isNotEqualTo(key.standard());
    }
  }

  @Test
  void everyKeyReachesItsPlace() throws IOException {
    Settings settings = everyKey().settings();
    assertThat(settings.run())
        .isEqualTo(new Settings.Run(Duration.ofMillis(1500), 0, Duration.ofHours(2), 2, "pt-BR"));
    assertThat(settings.roots())
        .isEqualTo(
            new Settings.Roots(Path.of("/host/proc"), Path.of("/host/sys"), Path.of("/host")));
    assertThat(settings.logs())
        .isEqualTo(
            new Settings.Logs(
                Path.of("/var/log/vigia"),
                Path.of("/var/lib/vigia"),
                "DEBUG",
                1_000_000_000,
                16 << 20,
                Duration.ofHours(12),
                Duration.ofMinutes(30),
                Duration.ofDays(14),
                Duration.ofDays(10),
                Duration.ofDays(90),
                Duration.ofHours(2),
                Duration.ofHours(3),
                Duration.ofSeconds(20)));
    assertThat(settings.http())
        .isEqualTo(new Settings.Http(false, "::1", 9000, List.of("vigia.example", "lab-01")));
    assertThat(settings.latency())
        .isEqualTo(
            new Settings.Latency(
                List.of("gateway", "one.example", "2001:db8::1"), Duration.ofSeconds(1), 443));
  }

  @Test
  void everySubsystemGetsItsPace() throws IOException {
    assertThat(everyKey().settings().refresh())
        .isEqualTo(
            Map.of(
                Subsystem.CPU, Duration.ofMillis(500),
                Subsystem.MEMORY, Duration.ofSeconds(6),
                Subsystem.DISK, Duration.ofSeconds(11),
                Subsystem.NETWORK, Duration.ofSeconds(3),
                Subsystem.PING, Duration.ofSeconds(7),
                // Given as 8 s, but of the same probes as ping.
                Subsystem.LATENCY, Duration.ofSeconds(7),
                Subsystem.TEMPERATURE, Duration.ofSeconds(31),
                Subsystem.PROCESSES, Duration.ofSeconds(12),
                Subsystem.OWN, Duration.ofSeconds(9)));
  }

  @Test
  void everySignalGetsItsRule() throws IOException {
    Map<Signal, Rule> rules = everyKey().settings().thresholds();
    assertThat(rules)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry(Signal.CPU, rule(60, 57, 61, 58)),
                Map.entry(Signal.MEMORY, rule(62, 59, 63, 60)),
                Map.entry(Signal.CONTAINER_MEMORY, rule(64, 61, 65, 62)),
                Map.entry(Signal.DISK, rule(66, 63, 67, 64)),
                Map.entry(Signal.INODES, rule(68, 65, 69, 66)),
                Map.entry(Signal.FILESYSTEM, rule(1, 0, 2, 0)),
                Map.entry(Signal.PING, rule(20, 10, 1000, 990)),
                Map.entry(Signal.LATENCY, rule(30, 20, 60, 40)),
                Map.entry(Signal.LOSS, rule(10, 7, 20, 17)),
                Map.entry(
                    Signal.CARRIER,
                    new Rule(true, new Limit(3, 5), new Limit(2, 4), 1, 2, Duration.ofMinutes(2))),
                Map.entry(Signal.TEMPERATURE, rule(60, 50, 80, 70)),
                Map.entry(Signal.ZOMBIES, rule(10, 9, 20, 18)),
                Map.entry(Signal.PIDS, rule(70, 67, 71, 68)),
                Map.entry(Signal.OPEN_FILES, rule(72, 69, 73, 70)),
                Map.entry(Signal.BYTES_SENT, rule(1e9, 9e8, 2e9, 1.9e9)),
                Map.entry(Signal.BYTES_RECV, rule(3e9, 2.7e9, 4e9, 3.6e9))));
  }

  @Test
  void theStarterFileIsValidAndChangesNothingWithOrWithoutItsCommentSigns() {
    assertThat(new Folder(folder).file("vigia.yaml", Starter.yaml()).settings())
        .isEqualTo(Settings.defaults());
    String uncommented = Starter.yaml().replaceAll("(?m)^#(?! [A-Z]| +[A-Z])", "");
    Loaded loaded = new Folder(folder).file("vigia.yaml", uncommented).load();
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.settings()).isEqualTo(Settings.defaults());
    assertThat(loaded.origins().values()).extracting(Origin::layer).containsOnly(Origin.Layer.FILE);
  }

  private Folder everyKey() throws IOException {
    try (InputStream in =
        SettingsMappingsTest.class.getResourceAsStream("/config/every-key.yaml")) {
      return new Folder(folder)
          .file("vigia.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Rule rule(
      double warning, double warningClear, double critical, double criticalClear) {
    return new Rule(
        false,
        new Limit(warning, warningClear),
        new Limit(critical, criticalClear),
        1,
        2,
        Duration.ofMinutes(2));
  }
}
