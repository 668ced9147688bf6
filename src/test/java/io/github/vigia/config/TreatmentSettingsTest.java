package io.github.vigia.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Condition;
import io.github.vigia.model.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreatmentSettingsTest {

  private static final String CUSTOM =
      """
      treatments:
        rotate_app_spool:
          command: [/usr/local/libexec/rotate-spool, --mount, "{instance}"]
          when: disk_percent
          user: spool
      """;

  @TempDir private Path folder;

  @Test
  void theDefaultsAreThoseOfTheHealingDesign() {
    Settings.Treatments treatments = Settings.defaults().treatments();
    assertThat(treatments.mode()).isEqualTo("auto");
    assertThat(treatments.sustained())
        .containsOnlyKeys(Signal.values())
        .containsValue(Duration.ofMinutes(5));
    assertThat(treatments.minCritical()).isEqualTo(1);
    assertThat(treatments.postWait()).isEqualTo(Duration.ofSeconds(10));
    assertThat(treatments.killSwitch()).isEqualTo(Path.of("/etc/vigia/NO_TREATMENTS"));
    assertThat(treatments.grace()).isEqualTo(Duration.ofMinutes(1));
    assertThat(treatments.bootGrace()).isEqualTo(Duration.ofMinutes(3));
    assertThat(treatments.byId()).hasSize(18);
    assertThat(treatments.byId().values()).allMatch(each -> each.cooldown().isEmpty());
    assertThat(mode(treatments, "cleanup_temp_files")).isEqualTo("auto");
    assertThat(mode(treatments, "restart_service")).isEqualTo("dry-run");
    assertThat(mode(treatments, "compact_memory")).isEqualTo("off");
    assertThat(treatments.options())
        .isEqualTo(
            new Settings.Options(
                Duration.ofDays(7),
                List.of(Path.of("/tmp"), Path.of("/var/tmp")),
                20L << 30,
                "off",
                OptionalInt.empty(),
                List.of(),
                200_000_000,
                List.of(Path.of("/var/log")),
                Duration.ofDays(7),
                List.of()));
    assertThat(treatments.custom()).isEmpty();
    assertThat(treatments.silences()).isEmpty();
  }

  @Test
  void everyKeyReachesItsPlace() throws IOException {
    Settings.Treatments treatments = everyKey();
    assertThat(treatments.mode()).isEqualTo("dry-run");
    assertThat(treatments.sustained())
        .allSatisfy((_, time) -> assertThat(time).isEqualTo(Duration.ofSeconds(9)));
    assertThat(treatments.minCritical()).isEqualTo(2);
    assertThat(treatments.postWait()).isEqualTo(Duration.ofSeconds(20));
    assertThat(treatments.killSwitch()).isEqualTo(Path.of("/run/vigia/stop"));
    assertThat(treatments.grace()).isEqualTo(Duration.ofMinutes(2));
    assertThat(treatments.bootGrace()).isEqualTo(Duration.ofMinutes(5));
    assertThat(treatments.byId().get("cleanup_temp_files"))
        .isEqualTo(new Settings.Treatment("approve", Optional.of(Duration.ofDays(3))));
    assertThat(treatments.options())
        .isEqualTo(
            new Settings.Options(
                Duration.ofDays(10),
                List.of(Path.of("/srv/spool/tmp")),
                5_000_000_000L,
                "approve",
                OptionalInt.of(3),
                List.of("nginx.service", "getty@tty1.service"),
                1_000_000_000,
                List.of(Path.of("/srv/log")),
                Duration.ofDays(30),
                List.of("postgres")));
  }

  @ParameterizedTest
  @CsvSource({
    "CLEANUP_TEMP_FILES, cleanup_temp_files",
    "CHECK_DISK_USAGE, check_disk_usage",
    "TRIM_PROCESS, trim_process_working_set",
    "TRIM_PROCESS_WORKING_SET, trim_process_working_set",
    "REAP_ZOMBIE, reap_zombie_processes",
    "REAP_ZOMBIE_PROCESSES, reap_zombie_processes",
    "REAPPLY_NETWORK, reapply_network_config",
    "REAPPLY_NETWORK_CONFIG, reapply_network_config",
    "RESTART_SERVICE, restart_service",
  })
  void aCooldownOfTheContractIsFixedUnderBothItsNames(String name, String id) {
    Settings settings =
        new Folder(folder).variable("MONITORING_TREATMENT_COOLDOWN_" + name, "1800").settings();
    assertThat(Objects.requireNonNull(settings.treatments().byId().get(id)).cooldown())
        .contains(Duration.ofMinutes(30));
  }

  @Test
  void theContractsOtherVariablesReachTheirPlaces() {
    Settings.Treatments treatments =
        new Folder(folder)
            .variable("MONITORING_SUSTAINED_CRIT_SEC", "120")
            .variable("MONITORING_MIN_CRITICAL_ALERTS", "3")
            .variable("MONITORING_POST_TREATMENT_WAIT_SEC", "0")
            .variable("MONITORING_CLEANUP_TEMP_AGE_DAYS", "14")
            .variable("NETWORK_TREATMENT_ALLOWED_HOUR", "23")
            .settings()
            .treatments();
    assertThat(treatments.sustained().get(Signal.CPU)).isEqualTo(Duration.ofMinutes(2));
    assertThat(treatments.minCritical()).isEqualTo(3);
    assertThat(treatments.postWait()).isZero();
    assertThat(treatments.options().olderThan()).isEqualTo(Duration.ofDays(14));
    assertThat(treatments.options().allowedHour()).hasValue(23);
    assertThat(
            new Folder(folder)
                .variable("NETWORK_TREATMENT_ALLOWED_HOUR", "NONE")
                .settings()
                .treatments()
                .options()
                .allowedHour())
        .isEmpty();
  }

  @Test
  void aSignalMayHaveItsOwnSustainedTime() {
    Settings.Treatments treatments =
        new Folder(folder)
            .file(
                "vigia.yaml",
                "thresholds: { zombies: { sustained: 0s } }\ntreatments: { sustained: 1m }")
            .settings()
            .treatments();
    assertThat(treatments.sustained().get(Signal.ZOMBIES)).isZero();
    assertThat(treatments.sustained().get(Signal.DISK)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aCustomTreatmentNeedsLittleAndHasSafeDefaults() {
    Settings.Treatments treatments =
        new Folder(folder).file("vigia.yaml", CUSTOM).settings().treatments();
    CustomTreatment custom = treatments.custom().getFirst();
    assertThat(custom.id()).isEqualTo("rotate_app_spool");
    assertThat(custom.command())
        .containsExactly("/usr/local/libexec/rotate-spool", "--mount", "{instance}");
    assertThat(custom.signal()).isEqualTo(Signal.DISK);
    assertThat(custom.mode()).isEqualTo("dry-run");
    assertThat(custom.danger()).isEqualTo(2);
    assertThat(custom.timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(custom.limits())
        .isEqualTo(new CustomTreatment.Limits(256 << 20, 50, 64, 256, 1 << 30, 10, true));
    assertThat(custom.sandbox()).isEqualTo(new CustomTreatment.Sandbox(List.of(), false, false));
    assertThat(custom.successExit()).containsExactly(0);
    assertThat(custom.noOpExit()).containsExactly(75);
    assertThat(custom.maxOutput()).isEqualTo(64 << 10);
    assertThat(custom.file()).isEqualTo(folder.resolve("vigia.yaml").toAbsolutePath());
    assertThat(mode(treatments, "rotate_app_spool")).isEqualTo("dry-run");
  }

  @Test
  void everyFieldOfACustomTreatmentReachesItsPlace() {
    String yaml =
        """
        treatments:
          own-thing:
            command: [/opt/own, a]
            preview: [/opt/own, --dry-run]
            rollback: [/opt/own, --undo, "{attempt}"]
            when: { signal: disk_percent, instance: /srv }
            danger: 3
            mode: approve
            env: { LANG: C }
            timeout: 30s
            user: root
            allow_root: true
            limits: { memory: 1GiB, cpu: 20%, tasks: 8, nofile: 32, fsize: 1MB, nice: 0, ionice: normal }
            sandbox: { writable: [/srv], network: true, devices: true }
            output: { max: 1KiB }
            success_exit: [0, 3]
            no_op_exit: [4]
            verify: { within: 20s }
            cooldown: 1h
        """;
    CustomTreatment custom =
        new Folder(folder).file("vigia.yaml", yaml).settings().treatments().custom().getFirst();
    assertThat(custom)
        .isEqualTo(
            new CustomTreatment(
                "own-thing",
                3,
                "approve",
                Signal.DISK,
                "/srv",
                List.of("/opt/own", "a"),
                List.of("/opt/own", "--dry-run"),
                List.of("/opt/own", "--undo", "{attempt}"),
                Map.of("LANG", "C"),
                Duration.ofSeconds(30),
                "root",
                true,
                new CustomTreatment.Limits(1 << 30, 20, 8, 32, 1_000_000, 0, false),
                new CustomTreatment.Sandbox(List.of(Path.of("/srv")), true, true),
                1024,
                Set.of(0, 3),
                Set.of(4),
                Duration.ofSeconds(20),
                Optional.of(Duration.ofHours(1)),
                folder.resolve("vigia.yaml").toAbsolutePath()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x: { command: [rm], when: zombies, user: a }                           | expected the absolute path of a program
          x: { command: "rm -rf /", when: zombies, user: a }                     | must be a list
          x: { command: [], when: zombies, user: a }                             | needs a command
          x: { command: [/bin/x], user: a }                                      | needs when
          x: { command: [/bin/x], when: zombie, user: a }                        | did you mean zombies?
          x: { command: [/bin/x], when: zombies }                                | needs user
          x: { command: [/bin/x], when: zombies, user: root }                    | root needs allow_root: true
          x: { command: [/bin/x], when: zombies, user: 'a b' }                   | expected the name of a user
          x: { command: [/bin/x], when: zombies, user: a, comand: b }            | unknown key treatments.x.comand; did you mean command?
          x: { command: [/bin/x, 'a{instance}'], when: zombies, user: a }        | {instance} must be a whole argument
          x: { command: [/bin/x], when: zombies, user: a, danger: 5 }            | out of range: 1 to 4
          x: { command: [/bin/x], when: zombies, user: a, timeout: 5 }           | did you mean 5s?
          x: { command: [/bin/x], when: zombies, user: a, env: { TREATMENT_X: 1 } } | a variable of your own
          x: { command: [/bin/x], when: zombies, user: a, limits: { tasks: 0 } } | out of range
          x: { command: [/bin/x], when: zombies, user: a, limits: { cores: 1 } } | unknown key treatments.x.limits.cores
          X: { command: [/bin/x], when: zombies, user: a }                       | expected 1 to 40 of a-z
          x: { mode: auto }                                                      | unknown key treatments.x
          cleanup_temp_files: { mode: atuo }                                     | did you mean auto?
          cleanup_temp_files: { roots: [tmp] }                                   | expected absolute paths, found tmp
          restart_service: { units: ['a b'] }                                    | expected names
          reapply_network_config: { allowed_hour: 24 }                           | 00 to 23 or NONE
          min_critical_alerts: 0                                                 | out of range
          """)
  void isAnErrorThatSaysWhatWasExpected(String yaml, String expected) {
    assertThat(new Folder(folder).file("vigia.yaml", "treatments:\n  " + yaml + "\n").problems())
        .isNotEmpty()
        .first()
        .asString()
        .contains("vigia.yaml:2:", "error: ", expected);
  }

  @Test
  void silencesAreOnceOrWeekly() {
    String yaml =
        """
        silences:
          - { match: { signal: disk_percent, instance: /var }, from: "2026-11-22T02:00:00Z", until: "2026-11-22T04:00:00-03:00", comment: move, author: ana }
          - { match: { danger: 3 }, days: [sat, sun], from: "22:00", until: "04:00", zone: America/Sao_Paulo, scope: actions+alerts, comment: backup }
        """;
    List<Silence> silences =
        new Folder(folder).file("vigia.yaml", yaml).settings().treatments().silences();
    assertThat(silences)
        .containsExactly(
            new Silence(
                "config-1",
                new Silence.Matcher("disk_percent", "/var", "", 0),
                new Silence.Window.Once(
                    Instant.parse("2026-11-22T02:00:00Z"), Instant.parse("2026-11-22T07:00:00Z")),
                false,
                "ana",
                "move"),
            new Silence(
                "config-2",
                new Silence.Matcher("", "", "", 3),
                new Silence.Window.Weekly(
                    Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                    LocalTime.of(22, 0),
                    LocalTime.of(4, 0),
                    ZoneId.of("America/Sao_Paulo")),
                true,
                "configuration",
                "backup"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { match: {}, from: "2026-11-22T02:00:00Z", until: "2026-11-22T04:00:00Z", comment: x }               | match must say at least one
          { match: { danger: 1 }, from: "2026-11-22T02:00:00Z", until: "2026-11-30T04:00:00Z", comment: x }    | at most 7d long
          { match: { danger: 1 }, from: "2026-11-22T02:00:00Z", until: "2026-11-21T04:00:00Z", comment: x }    | until must be after from
          { match: { danger: 1 }, from: "2026-11-22T02:00:00Z", comment: x }                                   | until: expected such as
          { match: { danger: 1 }, from: "2026-11-22T02:00:00Z", until: "2026-11-22T04:00:00Z" }                | needs a comment
          { match: { danger: 1 }, days: [caturday], from: "02:00", until: "04:00", comment: x }                | expected some of mon
          { match: { danger: 1 }, days: [sat], from: "02:00", until: "02:00", comment: x }                     | until must differ
          { match: { danger: 1 }, days: [sat], from: "02:00", until: "04:00", zone: Mars/One, comment: x }     | zone: expected such as
          """)
  void aSilenceThatIsWrongIsAnError(String yaml, String expected) {
    assertThat(new Folder(folder).file("vigia.yaml", "silences:\n  - " + yaml + "\n").problems())
        .isNotEmpty()
        .first()
        .asString()
        .contains("error: ", expected);
  }

  @Test
  void aWeeklyWindowMayPassMidnight() {
    Silence.Window weekly =
        new Silence.Window.Weekly(
            Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.of(4, 0), ZoneId.of("UTC"));
    assertThat(weekly.contains(Instant.parse("2026-11-21T23:00:00Z"))).isTrue();
    assertThat(weekly.contains(Instant.parse("2026-11-22T03:59:00Z"))).isTrue();
    assertThat(weekly.contains(Instant.parse("2026-11-22T04:00:00Z"))).isFalse();
    assertThat(weekly.contains(Instant.parse("2026-11-21T03:00:00Z"))).isFalse();
    assertThat(weekly.contains(Instant.parse("2026-11-22T23:00:00Z"))).isFalse();
  }

  @Test
  void allThatAMatcherSaysMustHold() {
    Silence.Matcher matcher = new Silence.Matcher("disk_percent", "/var", "x", 2);
    Condition var = new Condition(Signal.DISK, "/var");
    assertThat(matcher.matches(var, "x", 2)).isTrue();
    assertThat(matcher.matches(var, "x", 1)).isFalse();
    assertThat(matcher.matches(var, "y", 2)).isFalse();
    assertThat(matcher.matches(new Condition(Signal.DISK, "/"), "x", 2)).isFalse();
    assertThat(matcher.matches(new Condition(Signal.INODES, "/var"), "x", 2)).isFalse();
  }

  @Test
  void aReloadTellsWhatBecomesOfACustomTreatment() {
    Loaded none = new Folder(folder).file("vigia.yaml", "").load();
    Loaded one = new Folder(folder).file("vigia.yaml", CUSTOM).load();
    Loaded other =
        new Folder(folder).file("vigia.yaml", CUSTOM.replace("--mount", "--path")).load();
    assertThat(Change.between(none, one))
        .singleElement()
        .satisfies(change -> {
          assertThat(change.key()).isEqualTo("treatments.rotate_app_spool");
          assertThat(change.from()).isEqualTo("none");
          assertThat(change.needsRestart()).isTrue();
        });
    assertThat(Change.between(one, one)).isEmpty();
    assertThat(Change.between(one, other)).hasSize(1);
    assertThat(Change.between(other, none)).hasSize(1);
  }

  @Test
  void theSchemaKnowsSilencesAndLeavesRoomForCustomTreatments() {
    assertThat(SettingsSchema.json())
        .contains("\"silences\": {\"type\":\"array\"")
        .contains("\"additionalProperties\": {\"type\":\"object\"}");
  }

  private Settings.Treatments everyKey() throws IOException {
    try (InputStream in =
        TreatmentSettingsTest.class.getResourceAsStream("/config/every-key.yaml")) {
      return new Folder(folder)
          .file("vigia.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .settings()
          .treatments();
    }
  }

  private static String mode(Settings.Treatments treatments, String id) {
    return Objects.requireNonNull(treatments.byId().get(id)).mode();
  }
}
