package io.github.vigia.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Signal;
import io.github.vigia.model.Subsystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsDefaultsTest {

  private static final Settings DEFAULTS = Settings.defaults();

  @Test
  void theMonitorStaysAndLooksEveryThreeSeconds() {
    assertThat(DEFAULTS.run())
        .isEqualTo(new Settings.Run(Duration.ofSeconds(3), 0, Duration.ZERO, 0, "en"));
    assertThat(DEFAULTS.roots())
        .isEqualTo(new Settings.Roots(Path.of("/proc"), Path.of("/sys"), Path.of("/")));
  }

  @Test
  void logsKeepTheContractsPeriods() {
    assertThat(DEFAULTS.logs())
        .isEqualTo(
            new Settings.Logs(
                Path.of("logs"),
                Path.of(".cache"),
                "INFO",
                512_000_000,
                64_000_000,
                Duration.ofSeconds(86_400),
                Duration.ofSeconds(86_400),
                Duration.ofSeconds(604_800),
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofSeconds(3_600),
                Duration.ofSeconds(3_600),
                Duration.ofSeconds(10)));
  }

  @Test
  void theServerIsOnAtLoopback() {
    assertThat(DEFAULTS.http()).isEqualTo(new Settings.Http(true, "127.0.0.1", 8000, List.of()));
  }

  @Test
  void probesGoToTheGatewayAndToTheContractsHost() {
    assertThat(DEFAULTS.latency())
        .isEqualTo(new Settings.Latency(List.of("gateway", "8.8.8.8"), Duration.ofSeconds(2), 53));
  }

  @Test
  void eachSubsystemHasItsOwnPace() {
    assertThat(DEFAULTS.refresh())
        .isEqualTo(
            Map.of(
                Subsystem.CPU, Duration.ofSeconds(1),
                Subsystem.MEMORY, Duration.ofSeconds(5),
                Subsystem.DISK, Duration.ofSeconds(10),
                Subsystem.NETWORK, Duration.ofSeconds(2),
                Subsystem.PING, Duration.ofSeconds(5),
                Subsystem.LATENCY, Duration.ofSeconds(5),
                Subsystem.TEMPERATURE, Duration.ofSeconds(30),
                Subsystem.PROCESSES, Duration.ofSeconds(10),
                Subsystem.OWN, Duration.ofSeconds(5)));
  }

  @Test
  void thresholdsAreTheContractsAndThoseOfTheHealingDesign() {
    Map<Signal, Rule> rules = DEFAULTS.thresholds();
    assertThat(rules).containsOnlyKeys(Signal.values());
    assertThat(rules.get(Signal.CPU)).isEqualTo(rule(75, 70, 90, 85, 6, 6, 60));
    assertThat(rules.get(Signal.MEMORY)).isEqualTo(rule(75, 70, 90, 85, 3, 4, 30));
    assertThat(rules.get(Signal.CONTAINER_MEMORY)).isEqualTo(rule(75, 70, 90, 85, 3, 4, 30));
    assertThat(rules.get(Signal.DISK)).isEqualTo(rule(80, 75, 95, 90, 2, 3, 60));
    assertThat(rules.get(Signal.INODES)).isEqualTo(rule(85, 80, 95, 90, 2, 3, 60));
    assertThat(rules.get(Signal.PING)).isEqualTo(rule(100, 95, 500, 475, 4, 6, 60));
    assertThat(rules.get(Signal.LATENCY)).isEqualTo(rule(100, 95, 250, 237.5, 4, 6, 60));
    assertThat(rules.get(Signal.LOSS)).isEqualTo(rule(2, 1, 5, 4, 3, 4, 30));
    assertThat(rules.get(Signal.TEMPERATURE)).isEqualTo(rule(70, 66.5, 85, 80.75, 2, 3, 60));
    assertThat(rules.get(Signal.ZOMBIES)).isEqualTo(rule(50, 25, 200, 50, 3, 4, 60));
    assertThat(rules.get(Signal.PIDS)).isEqualTo(rule(80, 70, 92, 85, 3, 4, 60));
    assertThat(rules.get(Signal.OPEN_FILES)).isEqualTo(rule(80, 70, 92, 85, 3, 4, 60));
  }

  @Test
  void faultsCountAtOnceAndByteCountersDoNot() {
    Map<Signal, Rule> rules = DEFAULTS.thresholds();
    assertThat(rules.get(Signal.FILESYSTEM))
        .isEqualTo(new Rule(false, null, new Limit(1, 0), 1, 1, Duration.ofSeconds(30)));
    assertThat(rules.get(Signal.CARRIER))
        .isEqualTo(new Rule(true, null, new Limit(0, 1), 1, 1, Duration.ofSeconds(10)));
    Rule off = new Rule(false, null, null, 2, 3, Duration.ofSeconds(60));
    assertThat(rules.get(Signal.BYTES_SENT)).isEqualTo(off);
    assertThat(rules.get(Signal.BYTES_RECV)).isEqualTo(off);
  }

  @Test
  void eachDefaultIsWrittenAsItIsPrinted() {
    for (Key<?> key : Keys.all()) {
      assertThat(key.form().canonical(key.standard())).as(key.path()).isEqualTo(key.standard());
    }
  }

  private static Rule rule(
      double warning,
      double warningClear,
      double critical,
      double criticalClear,
      int needed,
      int of,
      long clearFor) {
    return new Rule(
        false,
        new Limit(warning, warningClear),
        new Limit(critical, criticalClear),
        needed,
        of,
        Duration.ofSeconds(clearFor));
  }
}
