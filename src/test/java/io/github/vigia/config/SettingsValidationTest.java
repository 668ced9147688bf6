package io.github.vigia.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.model.Signal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsValidationTest {

  @TempDir private Path folder;

  @Test
  void aCriticalBelowItsWarningIsPointedAtAsTheUsersGuideShows() {
    assertThat(problems("\n\n\n\n\nthresholds:\n  disk_percent: { warning: 85%, critical: 80% }\n"))
        .containsExactly(
            """
            vigia.yaml:7:43: error: critical (80%) must be above warning (85%)
               7 |   disk_percent: { warning: 85%, critical: 80% }
                 |                                           ^^^\
            """);
  }

  @Test
  void allErrorsAreToldAtOnceEachWithItsPlace() {
    String yaml =
        """
        intervall: 1s
        cycles: many
        logs:
          level: DEBUGG
          max_size: 512
        treatmens: {}
        level: INFO
        """;
    assertThat(problems(yaml))
        .containsExactly(
            """
            vigia.yaml:1:1: error: unknown key intervall; did you mean interval?
               1 | intervall: 1s
                 | ^^^^^^^^^\
            """,
            """
            vigia.yaml:2:9: error: cycles: expected a whole number from 0 to 999999999, found many
               2 | cycles: many
                 |         ^^^^\
            """,
            """
            vigia.yaml:4:10: error: level: expected one of DEBUG, INFO, WARNING, ERROR, found \
            DEBUGG; did you mean DEBUG?
               4 |   level: DEBUGG
                 |          ^^^^^^\
            """,
            """
            vigia.yaml:5:13: error: max_size: expected a size with its unit, such as 512MB, 64KiB \
            or 2GB, found 512; did you mean 512MB?
               5 |   max_size: 512
                 |             ^^^\
            """,
            """
            vigia.yaml:6:1: error: unknown key treatmens; did you mean treatments?
               6 | treatmens: {}
                 | ^^^^^^^^^\
            """,
            """
            vigia.yaml:7:1: error: unknown key level; did you mean logs.level?
               7 | level: INFO
                 | ^^^^^\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          interval: 5                                     | did you mean 5s?
          interval: -1s                                   | out of range
          interval: 5 weeks                               | expected a time with its unit
          interval: 99999999d                             | out of range
          interval:                                       | interval has no value; its default is 3s
          interval: [1s, 2s]                              | interval must be one value, such as 3s
          interval: { seconds: 3 }                        | interval must be one value
          interval: !!binary aGVsbG8=                     | expected a time
          interval: !own 3s                               | tags are not supported
          verbosity: 3                                    | out of range: 0 to 2
          language: fr                                    | expected one of en, pt-BR
          logs: here                                      | logs must hold settings
          logs: { max_size: 0MB }                         | out of range: at least 1B
          logs: { max_size: 1XB }                         | expected a size
          logs: { keep: 1ms }                             | out of range: at least 100ms
          logs: { max_size: 10MB }                        | max_size (10MB) must be at least max_file_size (64MB, the default)
          http: { listen: 8000 }                          | expected address and port
          http: { listen: localhost:99999 }               | a port is at most 65535
          http: { listen: "::1:80" }                      | expected address and port
          http: { enabled: maybe }                        | expected true or false, found maybe
          http: { allowed_hosts: [a, "b c"] }             | expected host names or addresses, found b c
          logs: { keep: 0s }                              | out of range: at least 100ms
          thresholds: { cpu_percent: { warning: 70 } }    | did you mean 70%?
          thresholds: { cpu_percent: { critical: 101% } } | 101% is out of range: 0% to 100%
          thresholds: { cpu_percent: { warning: 95% } }   | warning (95%) must be below critical (90%, the default)
          thresholds: { cpu_percent: { for: 3 of 2 } }    | out of range
          thresholds: { cpu_percent: { for: twice } }     | such as 2 of 3
          thresholds: { cpu_percent: { clear: -5% } }     | out of range
          thresholds: { temperature: { warning: 70F } }   | a temperature such as 85C
          thresholds: { temperature: { warning: 70 } }    | did you mean 70C?
          thresholds: { ping_ms: { warning: 70 } }        | did you mean 70ms?
          thresholds: { zombies: { warning: 70% } }       | expected a number such as 50
          thresholds: { disk_percnt: { warning: 70% } }   | did you mean disk_percent?
          thresholds: { latency_ms: { targets: [gateway] } } | at least one besides gateway
          thresholds: { latency_ms: { targets: [] } }     | at least one besides gateway
          thresholds: { interface_carrier: { warning: 0, critical: 1 } } | critical (1) must be below warning (0)
          [interval, 1s]                                  | the file must hold settings
          ? [a, b]                                        | a key must be a plain name
          """)
  void isAnErrorThatSaysWhatWasExpected(String yaml, String expected) {
    assertThat(problems(yaml + "\n")).singleElement().asString().contains("error: ", expected);
  }

  @Test
  void aKeyGivenTwiceIsAnErrorAtTheSecondPlace() {
    assertThat(problems("interval: 1s\ncycles: 1\ninterval: 2s\n"))
        .containsExactly(
            """
            vigia.yaml:3:1: error: duplicate key interval, first given on line 1
               3 | interval: 2s
                 | ^^^^^^^^\
            """);
  }

  @Test
  void aWrongItemOfAListIsPointedAt() {
    assertThat(problems("http:\n  allowed_hosts: [good, 'not good']\n"))
        .containsExactly(
            """
            vigia.yaml:2:25: error: allowed_hosts: expected host names or addresses, found not good
               2 |   allowed_hosts: [good, 'not good']
                 |                         ^^^^^^^^^^\
            """);
  }

  @Test
  void settingsAreNullAfterAnErrorAndThereAfterWarnings() {
    Loaded failed = new Folder(folder).file("vigia.yaml", "intervall: 1s").load();
    assertThat(failed.settings()).isNull();
    assertThat(failed.passesCheck()).isFalse();
    Folder warned = new Folder(folder).file("vigia.yaml", "").variable("MONITORING_CYCLES", "x");
    assertThat(warned.load().settings()).isEqualTo(Settings.defaults());
    assertThat(warned.load().passesCheck()).isFalse();
  }

  @Test
  void bothLevelsCanBeOff() {
    Settings settings =
        new Folder(folder)
            .file("vigia.yaml", "thresholds: { cpu_percent: { warning: off, critical: OFF } }")
            .settings();
    Rule rule = Objects.requireNonNull(settings.thresholds().get(Signal.CPU));
    assertThat(rule.warning()).isNull();
    assertThat(rule.critical()).isNull();
  }

  @Test
  void theClearSideOfASmallLimitIsZeroAndNeverNegative() {
    Settings settings =
        new Folder(folder)
            .file("vigia.yaml", "thresholds: { cpu_percent: { warning: 3% } }")
            .settings();
    Rule rule = Objects.requireNonNull(settings.thresholds().get(Signal.CPU));
    assertThat(rule.warning()).isEqualTo(new Limit(3, 0));
  }

  private List<String> problems(String yaml) {
    return new Folder(folder).file("vigia.yaml", yaml).problems();
  }
}
